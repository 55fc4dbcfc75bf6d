import { fitText } from '../../../../publishing/metadata/fit-text.ts';
import { html } from './html.ts';
import { isSound, type WatchPageModel } from './page-model.ts';

/** Nothing from elsewhere and nothing inline; with this even injected markup could not run. */
export const CONTENT_SECURITY_POLICY =
  "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'";

/** What search engines and messengers show of a description. */
const SUMMARY_CHARACTERS = 200;

export const summaryOf = (description: string) =>
  fitText(description.replace(/\s+/gu, ' ').trim(), SUMMARY_CHARACTERS, text => text.length);

export const pageHead = (page: WatchPageModel) => html`<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
<meta name="description" content="${summaryOf(page.description) || page.title}">
<meta name="generator" content="Castline">
<link rel="canonical" href="${page.pageUrl}">
<link rel="icon" href="${page.iconPath}" type="image/svg+xml">
<link rel="alternate" type="application/rss+xml" href="${page.feedPath}">
<link rel="stylesheet" href="${page.stylePath}">
<script src="${page.scriptPath}" defer></script>
${socialTags(page)}
</head>`;

function socialTags(page: WatchPageModel) {
  const mediaUrl = page.baseUrl + page.media.path;
  const kind = isSound(page) ? 'audio' : 'video';
  return html`<meta property="og:type" content="${isSound(page) ? 'website' : 'video.other'}">
<meta property="og:title" content="${page.title}">
<meta property="og:description" content="${summaryOf(page.description) || page.title}">
<meta property="og:url" content="${page.pageUrl}">
<meta property="og:${kind}" content="${mediaUrl}">
<meta property="og:${kind}:type" content="${page.media.contentType}">
${page.posterPath && html`<meta property="og:image" content="${page.baseUrl}${page.posterPath}">`}
<meta name="twitter:card" content="${page.posterPath ? 'summary_large_image' : 'summary'}">`;
}
