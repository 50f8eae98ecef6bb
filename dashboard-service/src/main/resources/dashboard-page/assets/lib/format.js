// @ts-check

let skew = 0;

/** Durations go by the server's clock. @param {string} serverNow */
export function syncClock(serverNow) {
  skew = Date.parse(serverNow) - Date.now();
}

/** Now, by the server's clock, in milliseconds. */
export function now() {
  return Date.now() + skew;
}

/** `4.2 s`, `3:07`, `1:04:31`, `2 d 03:10`. @param {number | null | undefined} seconds */
export function duration(seconds) {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return '';
  if (seconds < 10) return `${Math.max(0, seconds).toFixed(1)} s`;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  const total = Math.floor(seconds);
  const pad = (/** @type {number} */ n) => String(n).padStart(2, '0');
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3600) % 24;
  const days = Math.floor(total / 86400);
  if (days > 0) return `${days} d ${pad(hours)}:${pad(minutes)}`;
  if (hours > 0) return `${hours}:${pad(minutes)}:${pad(total % 60)}`;
  return `${minutes}:${pad(total % 60)}`;
}

/** How long a task has taken so far. @param {any} task */
export function taskSeconds(task) {
  if (!task.startedAt) return null;
  if (task.endedAt) return task.durationSeconds ?? null;
  return Math.max(0, (now() - Date.parse(task.startedAt)) / 1000);
}

/** How long a plan has taken so far. @param {any} plan */
export function planSeconds(plan) {
  if (plan.endedAt) return plan.elapsedSeconds;
  return Math.max(0, (now() - Date.parse(plan.submittedAt)) / 1000);
}

/** `just now`, `5 min ago`, `3 h ago`, else the date. @param {string} instant */
export function ago(instant) {
  const seconds = (now() - Date.parse(instant)) / 1000;
  if (seconds < 60) return 'just now';
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ago`;
  return new Date(instant).toLocaleDateString(undefined, { dateStyle: 'medium' });
}

/** @param {string} instant */
export function clock(instant) {
  return new Date(instant).toLocaleTimeString([], { hour12: false });
}

/** @param {string} instant */
export function dateTime(instant) {
  return new Date(instant).toLocaleString([], { dateStyle: 'medium', timeStyle: 'medium' });
}

/** @param {number | null | undefined} ratio */
export function percent(ratio) {
  return ratio === null || ratio === undefined ? '–' : `${Math.round(ratio * 100)} %`;
}

/** @param {number | null | undefined} value */
export function decimal(value) {
  if (value === null || value === undefined) return '–';
  return value >= 100 ? String(Math.round(value)) : value.toFixed(1);
}

/** @param {string | null | undefined} commit */
export function shortCommit(commit) {
  return commit ? commit.slice(0, 7) : '';
}

/** @param {string} path */
export function baseName(path) {
  return path.replace(/\/+$/, '').replace(/\/\.git$/, '').split('/').pop() || path;
}

/** `1.4 MB`. @param {number} bytes */
export function bytes(bytes) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
