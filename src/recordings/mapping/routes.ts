import type { Route } from '../../kernel/http/route.ts';
import { TemplateParams, TemplateView } from '../../templates/template.contract.ts';
import { SaveAsTemplate } from '../config/config.contract.ts';
import { RecordingParams } from '../recording.contract.ts';
import { RenderedTexts, RenderTexts } from '../render/render.contract.ts';
import { FromRecording, Preview, PreviewDraft, PreviewSaved } from './mapping.contract.ts';

const TEMPLATES = '/v1/templates' as const;
const MADE = {
  response: TemplateView,
  status: 201,
  location: '/v1/templates/{template_id}',
} as const;

/** What templates do with recordings. */
export const mappingRoutes = [
  {
    method: 'POST',
    path: `${TEMPLATES}/from-recording/{recording_id}`,
    summary: 'Make a template for recordings like this one',
    right: 'templates.change',
    params: RecordingParams,
    body: FromRecording,
    ...MADE,
    refuses: ['name_taken'],
    use: 'templateFromRecording',
  },
  {
    method: 'POST',
    path: '/v1/recordings/{recording_id}/config/save-as-template',
    summary: 'Make a template of what was set for a recording alone',
    right: 'templates.change',
    params: RecordingParams,
    body: SaveAsTemplate,
    ...MADE,
    refuses: ['name_taken'],
    use: 'saveConfigAsTemplate',
  },
  {
    method: 'POST',
    path: `${TEMPLATES}/preview-match`,
    summary: 'See which recordings rules that are not saved would be for',
    right: 'templates.read',
    body: PreviewDraft,
    response: Preview,
    use: 'previewDraftMatch',
  },
  {
    method: 'POST',
    path: `${TEMPLATES}/{template_id}/preview-match`,
    summary: 'See which recordings without a template it would be for',
    right: 'templates.read',
    params: TemplateParams,
    body: PreviewSaved,
    response: Preview,
    use: 'previewMatch',
  },
  {
    method: 'POST',
    path: `${TEMPLATES}/{template_id}/preview-rematch`,
    summary: 'See what would change if all recordings came in now; what people decided stays',
    right: 'templates.read',
    params: TemplateParams,
    body: PreviewSaved,
    response: Preview,
    use: 'previewRematch',
  },
  {
    method: 'POST',
    path: `${TEMPLATES}/render`,
    summary: 'See titles and descriptions of a draft as each platform would get them',
    right: 'templates.read',
    body: RenderTexts,
    response: RenderedTexts,
    refuses: ['not_found'],
    use: 'renderTexts',
  },
] as const satisfies readonly Route[];
