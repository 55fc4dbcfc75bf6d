/** Gzipped: plain it would be near Lambda's limit of 6 MB. */
export type PackedProgram = () => Promise<Uint8Array>;

/** The program behind the page; it changes only with a release. */
export const serveProgram = (program: PackedProgram) => async () => ({
  body: await program(),
  headers: { 'content-encoding': 'gzip', 'cache-control': 'public, max-age=3600' },
});
