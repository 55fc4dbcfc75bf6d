import type { Route } from '../kernel/http/route.ts';
import { TemplateStats } from './stats.contract.ts';
import {
  CreateTemplate,
  ListTemplatesQuery,
  TemplateList,
  TemplateParams,
  TemplateView,
  UpdateTemplate,
} from './template.contract.ts';

const ALL = '/v1/templates' as const;
const ONE = '/v1/templates/{template_id}' as const;

export const templateRoutes = [
  {
    method: 'GET',
    path: ALL,
    summary: 'List templates, newest first',
    right: 'templates.read',
    query: ListTemplatesQuery,
    response: TemplateList,
    use: 'listTemplates',
  },
  {
    method: 'POST',
    path: ALL,
    summary: 'Make a template; what comes in from now on is matched against it',
    right: 'templates.change',
    body: CreateTemplate,
    response: TemplateView,
    status: 201,
    location: '/v1/templates/{template_id}',
    refuses: ['name_taken'],
    use: 'createTemplate',
  },
  {
    method: 'GET',
    path: ONE,
    summary: 'Get a template',
    right: 'templates.read',
    params: TemplateParams,
    response: TemplateView,
    use: 'getTemplate',
  },
  {
    method: 'PATCH',
    path: ONE,
    summary: 'Change a template; its recordings go by it in every stage to come',
    right: 'templates.change',
    params: TemplateParams,
    body: UpdateTemplate,
    response: TemplateView,
    refuses: ['name_taken'],
    use: 'updateTemplate',
  },
  {
    method: 'DELETE',
    path: ONE,
    summary: 'Delete a template and take it off its recordings, which stay',
    right: 'templates.change',
    params: TemplateParams,
    status: 204,
    refuses: ['conflict'],
    use: 'deleteTemplate',
  },
  {
    method: 'GET',
    path: `${ONE}/stats`,
    summary: 'See how many recordings have a template, by status',
    right: 'templates.read',
    params: TemplateParams,
    response: TemplateStats,
    use: 'getTemplateStats',
  },
] as const satisfies readonly Route[];
