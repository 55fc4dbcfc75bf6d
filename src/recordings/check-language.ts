import type { ProcessingConfig } from '../config/processing-config.contract.ts';
import { AppError } from '../kernel/errors.ts';

/**
 * Says at once what would otherwise fail minutes later: the built-in engine does not know the
 * language. With a sidecar the words come from the file.
 */
export function checkLanguage(
  { transcription }: Pick<ProcessingConfig, 'transcription'>,
  known: readonly string[] | null,
  hasSidecar: boolean,
) {
  const { enabled, provider, language } = transcription;
  if (!known || hasSidecar || !enabled || language === 'auto' || provider === 'imported') return;
  if (known.includes(language)) return;
  const message = `The speech engine here knows ${known.join(', ')}: choose one of these, send subtitles with the upload, or ask the operator for a provider.`;
  throw new AppError('invalid_request', 'The language is not available.', {
    errors: [{ path: 'config.transcription.language', message }],
  });
}
