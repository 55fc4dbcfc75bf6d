/** Error codes of contract §4 that this fake answers by itself or on demand, with VK's own words. */
const VK_ERRORS = {
  1: 'Unknown error occurred',
  2: 'Application is disabled. Enable your application or use test mode',
  3: 'Unknown method passed',
  5: 'User authorization failed: {}.',
  6: 'Too many requests per second',
  7: 'Permission to perform this action is denied',
  8: 'Invalid request: {}',
  9: 'Flood control',
  10: 'Internal server error: could not get response from server',
  14: 'Captcha needed',
  15: 'Access denied: {}',
  17: 'Validation required: please open redirect_uri in browser',
  18: 'User was deleted or banned',
  19: 'Content blocked',
  20: 'Permission to perform this action is denied for non-standalone applications',
  22: 'Upload error',
  23: 'This method was disabled',
  24: 'Confirmation required',
  27: 'Group authorization failed: method is unavailable with group auth.',
  28: 'Application authorization failed: method is unavailable with service token.',
  29: 'Rate limit reached',
  36: 'Method execution was interrupted due to timeout',
  37: 'User was banned',
  38: 'Unknown application',
  42: 'IP is not allowed',
  43: 'This section is temporary unavailable',
  100: 'One of the parameters specified was missing or invalid: {}',
  104: 'Not found',
  105: "Couldn't save file",
  113: 'Invalid user id',
  119: 'Invalid title',
  125: 'Invalid group id',
  129: 'Invalid photo',
  200: 'Access denied',
  203: 'Access to group denied',
  204: 'Access denied',
  214: 'Access to adding post denied: {}',
  219: 'Advertisement post was recently added',
  222: 'Hyperlinks are forbidden',
  224: 'Too many ads posts',
  300: 'This album is full',
  302: 'Albums number limit is reached',
  601: 'Permission denied. You have requested too many actions this day. Try later.',
  704: 'Access for group manager is denied: user needs 2FA enabled',
  800: 'This video is already added',
  1051: 'Method is unavailable with current profile type',
  1114: 'Anonymous token is expired',
  1116: 'Anonymous token is invalid',
  1117: 'Access token has expired',
  3300: 'Recaptcha needed',
  3301: 'Phone validation needed',
  3609: 'Token extension required',
  3610: 'User is deactivated',
} as const;

export type VkErrorCode = keyof typeof VK_ERRORS;

export function isVkErrorCode(code: number): code is VkErrorCode {
  return code in VK_ERRORS;
}

/** Fields that only some codes carry: a captcha's picture, the page of a validation. */
export type VkErrorExtra = Record<string, string>;

/** A refusal of the API. It travels inside an HTTP 200 (§4). */
export class VkError extends Error {
  readonly code: VkErrorCode;
  readonly extra: VkErrorExtra;

  constructor(code: VkErrorCode, detail = '', extra: VkErrorExtra = {}) {
    super(VK_ERRORS[code].replace('{}', detail));
    this.code = code;
    this.extra = extra;
  }

  body(params: Iterable<[string, string]>) {
    // VK echoes what it was asked, but no token.
    const request_params = [...params]
      .filter(([key]) => key !== 'access_token')
      .map(([key, value]) => ({ key, value }));
    return {
      error: { error_code: this.code, error_msg: this.message, request_params, ...this.extra },
    };
  }
}

/** A refusal of the token endpoints of VK ID: mostly HTTP 200, too (§5). */
export class VkIdError extends Error {
  readonly error: string;

  constructor(
    error: 'invalid_request' | 'invalid_client' | 'invalid_grant' | 'invalid_token' | 'slow_down',
    description: string,
  ) {
    super(description);
    this.error = error;
  }
}
