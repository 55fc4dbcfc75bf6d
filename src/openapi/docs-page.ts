import { createHash } from 'node:crypto';

/** Everything that would call home is off; the policy below forbids it anyway. */
const SETTINGS = {
  url: '/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  proxyUrl: '',
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  hideClientButton: true,
  metaData: { title: 'Castline API' },
};

const START = `Scalar.createApiReference('#docs', ${JSON.stringify(SETTINGS)});`;
const START_HASH = createHash('sha256').update(START).digest('base64');

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Castline API</title>
<link rel="icon" href="data:,">
</head>
<body>
<div id="docs"></div>
<noscript>The pages need JavaScript. <a href="/openapi.json">The document</a> does not.</noscript>
<script src="/docs/scalar.js"></script>
<script>${START}</script>
</body>
</html>
`;

/** Nothing is fetched from anywhere else. Styles are inserted by the program at run time. */
const POLICY = [
  "default-src 'none'",
  `script-src 'self' 'sha256-${START_HASH}'`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const docsPage = { body: PAGE, headers: { 'content-security-policy': POLICY } };
