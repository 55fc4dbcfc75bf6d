import { MAY, type Method, units } from './call.ts';
import { deleteCaption, insertCaption, listCaptions } from './captions/insert-caption.ts';
import { listChannels } from './channels/list-channels.ts';
import {
  deletePlaylistItem,
  insertPlaylistItem,
  listPlaylistItems,
} from './playlists/playlist-items.ts';
import { insertPlaylist, listPlaylists } from './playlists/playlists.ts';
import { setThumbnail } from './thumbnails/set-thumbnail.ts';
import { insertVideo } from './uploads/insert-video.ts';
import { listCategories } from './videos/categories.ts';
import { listVideos } from './videos/list-videos.ts';
import { deleteVideo, updateVideo } from './videos/update-video.ts';

const API = '/youtube/v3';
const UPLOAD = '/upload/youtube/v3';
const INSERT = { bucket: 'inserts', units: 1 } as const;

/** §1 with scopes of §2 and costs of §6; rows that the contract does not have say so where they are. */
export const METHODS: readonly Method[] = [
  {
    name: 'channels.list',
    method: 'GET',
    path: `${API}/channels`,
    scopes: MAY.read,
    cost: units(1),
    handle: listChannels,
  },
  {
    name: 'videos.insert',
    method: 'POST',
    path: `${UPLOAD}/videos`,
    scopes: MAY.insert,
    cost: INSERT,
    handle: insertVideo,
  },
  {
    name: 'videos.list',
    method: 'GET',
    path: `${API}/videos`,
    scopes: MAY.read,
    cost: units(1),
    handle: listVideos,
  },
  {
    name: 'videos.update',
    method: 'PUT',
    path: `${API}/videos`,
    scopes: MAY.manage,
    cost: units(50),
    handle: updateVideo,
  },
  {
    name: 'videos.delete',
    method: 'DELETE',
    path: `${API}/videos`,
    scopes: MAY.manage,
    cost: units(50),
    handle: deleteVideo,
  },
  {
    name: 'videoCategories.list',
    method: 'GET',
    path: `${API}/videoCategories`,
    scopes: MAY.read,
    cost: units(1),
    handle: listCategories,
  },
  {
    name: 'thumbnails.set',
    method: 'POST',
    path: `${UPLOAD}/thumbnails/set`,
    scopes: MAY.insert,
    cost: units(50),
    handle: setThumbnail,
  },
  {
    name: 'captions.insert',
    method: 'POST',
    path: `${UPLOAD}/captions`,
    scopes: MAY.captions,
    cost: units(400),
    handle: insertCaption,
  },
  {
    name: 'captions.list',
    method: 'GET',
    path: `${API}/captions`,
    scopes: MAY.captions,
    cost: units(50),
    handle: listCaptions,
  },
  {
    name: 'captions.delete',
    method: 'DELETE',
    path: `${API}/captions`,
    scopes: MAY.captions,
    cost: units(50),
    handle: deleteCaption,
  },
  {
    name: 'playlists.insert',
    method: 'POST',
    path: `${API}/playlists`,
    scopes: MAY.manage,
    cost: units(50),
    handle: insertPlaylist,
  },
  {
    name: 'playlists.list',
    method: 'GET',
    path: `${API}/playlists`,
    scopes: MAY.read,
    cost: units(1),
    handle: listPlaylists,
  },
  {
    name: 'playlistItems.insert',
    method: 'POST',
    path: `${API}/playlistItems`,
    scopes: MAY.manage,
    cost: units(50),
    handle: insertPlaylistItem,
  },
  {
    name: 'playlistItems.list',
    method: 'GET',
    path: `${API}/playlistItems`,
    scopes: MAY.read,
    cost: units(1),
    handle: listPlaylistItems,
  },
  {
    name: 'playlistItems.delete',
    method: 'DELETE',
    path: `${API}/playlistItems`,
    scopes: MAY.manage,
    cost: units(50),
    handle: deletePlaylistItem,
  },
];

/** Bytes of a session go here, by PUT; its name in faults and calls is `upload.put`. */
export const SESSION_PATH = `${UPLOAD}/videos`;
