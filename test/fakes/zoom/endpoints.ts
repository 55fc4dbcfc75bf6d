/** Rate classes that endpoints of Zoom belong to (contract §6). */
export const RATE_CLASSES = ['Light', 'Medium', 'Heavy', 'Resource-intensive'] as const;
export type RateClass = (typeof RATE_CLASSES)[number];

/**
 * The API of contract §1. `scope` is the granular one, `classic` that of older apps; an app of the whole
 * account (Server-to-Server) needs the variant that ends in `:admin`.
 */
export const ZOOM_ENDPOINTS = [
  {
    name: 'who_am_i',
    method: 'GET',
    path: '/users/{userId}',
    rate: 'Light',
    scope: 'user:read:user',
    classic: 'user:read',
  },
  {
    name: 'list_recordings',
    method: 'GET',
    path: '/users/{userId}/recordings',
    rate: 'Medium',
    scope: 'cloud_recording:read:list_user_recordings',
    classic: 'recording:read',
  },
  {
    name: 'meeting_files',
    method: 'GET',
    path: '/meetings/{meetingId}/recordings',
    rate: 'Light',
    scope: 'cloud_recording:read:list_recording_files',
    classic: 'recording:read',
  },
  {
    name: 'delete_recordings',
    method: 'DELETE',
    path: '/meetings/{meetingId}/recordings',
    rate: 'Light',
    scope: 'cloud_recording:delete:meeting_recording',
    classic: 'recording:write',
  },
  {
    name: 'delete_file',
    method: 'DELETE',
    path: '/meetings/{meetingId}/recordings/{recordingId}',
    rate: 'Light',
    scope: 'cloud_recording:delete:recording_file',
    classic: 'recording:write',
  },
  {
    name: 'transcript',
    method: 'GET',
    path: '/meetings/{meetingId}/transcript',
    // The contract names no class; the neighbours' is taken.
    rate: 'Light',
    scope: 'cloud_recording:read:meeting_transcript',
    classic: 'recording:read',
  },
] as const satisfies readonly {
  name: string;
  method: string;
  path: string;
  rate: RateClass;
  scope: string;
  classic: string;
}[];

export type ZoomEndpoint = (typeof ZOOM_ENDPOINTS)[number];
