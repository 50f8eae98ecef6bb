// @ts-check

/** An answer that was no success; `title` and `detail` come from problem+json where there was one. */
export class Problem extends Error {
  /** @param {number} status @param {string} title @param {string} detail */
  constructor(status, title, detail) {
    super(detail || title);
    this.status = status;
    this.title = title;
    this.detail = detail;
  }
}

/** @param {Response} response */
async function problemOf(response) {
  try {
    const body = await response.json();
    return new Problem(response.status, body.title ?? response.statusText, body.detail ?? '');
  } catch {
    return new Problem(response.status, response.statusText || 'Error', '');
  }
}

/** @param {string} path @returns {Promise<any>} */
export async function getJson(path) {
  const response = await fetch(path, { headers: { accept: 'application/json' } });
  if (!response.ok) throw await problemOf(response);
  return response.json();
}

/**
 * A piece of an attempt's output.
 * @param {string} plan @param {string} key @param {number} attempt @param {number} from
 */
export async function getLog(plan, key, attempt, from) {
  const response = await fetch(logUrl(plan, key, attempt, from));
  if (!response.ok) throw await problemOf(response);
  return {
    from: Number(response.headers.get('X-Log-From')),
    next: Number(response.headers.get('X-Log-Next')),
    ended: response.headers.get('X-Log-Ended') === 'true',
    text: await response.text(),
  };
}

/** @param {string} plan @param {string} key @param {number} attempt @param {number} from */
export function logUrl(plan, key, attempt, from) {
  return `/api/v1/tasks/${plan}/${encodeURIComponent(key)}/log?attempt=${attempt}&from=${from}`;
}
