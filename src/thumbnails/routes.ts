import type { Route } from '../kernel/http/route.ts';
import {
  CreatedThumbnail,
  CreateThumbnail,
  ListThumbnailsQuery,
  ThumbnailList,
  ThumbnailParams,
  ThumbnailView,
} from './thumbnail.contract.ts';

const ONE = '/v1/thumbnails/{thumbnail_id}' as const;

export const thumbnailRoutes = [
  {
    method: 'GET',
    path: '/v1/thumbnails',
    summary: 'List pictures of your own for pages and platforms, newest first, with links',
    right: 'thumbnails.read',
    query: ListThumbnailsQuery,
    response: ThumbnailList,
    use: 'listThumbnails',
  },
  {
    method: 'POST',
    path: '/v1/thumbnails',
    summary: 'Begin the upload of a picture: answers a link that takes the file',
    right: 'thumbnails.change',
    body: CreateThumbnail,
    response: CreatedThumbnail,
    status: 201,
    refuses: ['not_found'],
    use: 'createThumbnail',
  },
  {
    method: 'POST',
    path: `${ONE}/complete`,
    summary: 'Have the file looked at: from then on the picture can be used',
    right: 'thumbnails.change',
    params: ThumbnailParams,
    response: ThumbnailView,
    refuses: ['upload_incomplete', 'payload_too_large', 'unsupported_media_type'],
    use: 'completeThumbnail',
  },
  {
    method: 'GET',
    path: ONE,
    summary: 'Get a picture with a link to it',
    right: 'thumbnails.read',
    params: ThumbnailParams,
    response: ThumbnailView,
    use: 'getThumbnail',
  },
  {
    method: 'DELETE',
    path: ONE,
    summary: 'Remove a picture, unless the config of the workspace or a template names it',
    right: 'thumbnails.change',
    params: ThumbnailParams,
    status: 204,
    refuses: ['in_use'],
    use: 'deleteThumbnail',
  },
] as const satisfies readonly Route[];
