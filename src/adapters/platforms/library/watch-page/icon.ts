/** `icon.svg`: a play sign over two lines of text. */
export const PAGE_ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="8" fill="#2b55d3"/>
<path d="M11 7.5v10.6l9.2-5.3z" fill="#fff"/>
<path d="M8 22h16M8 26h10" stroke="#fff" stroke-width="2.2" stroke-linecap="round"/>
</svg>
`;
