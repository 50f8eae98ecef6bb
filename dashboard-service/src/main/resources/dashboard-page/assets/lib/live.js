// @ts-check

const HIDDEN_LIMIT = 60_000;
const REOPEN_AFTER = 2_000;

/**
 * The stream of changes. Reconnects by itself and goes on where it was; pauses while the page is
 * hidden for long. Tells the whole page how it is by the event `signalbox-live`.
 */
export class Live {
  /**
   * @param {string} query
   * @param {(frame: any) => void} onFrame
   * @param {() => void} onReset everything must be read again
   */
  constructor(query, onFrame, onReset) {
    this.query = query;
    this.onFrame = onFrame;
    this.onReset = onReset;
    this.cursor = '';
    /** @type {EventSource | null} */
    this.source = null;
    this.hideTimer = 0;
    this.reopenTimer = 0;
    document.addEventListener('visibilitychange', () => this.visibility());
  }

  /** @param {string} cursor what the page has already seen */
  start(cursor) {
    this.cursor = cursor;
    this.open();
  }

  open() {
    this.source?.close();
    clearTimeout(this.reopenTimer);
    const after = this.cursor ? `&after=${encodeURIComponent(this.cursor)}` : '';
    const source = new EventSource(`/api/v1/events?${this.query}${after}`);
    this.source = source;
    source.addEventListener('board', (event) => {
      this.cursor = event.lastEventId;
      announce('live');
      this.onFrame(JSON.parse(event.data));
    });
    source.addEventListener('reset', (event) => {
      this.cursor = event.lastEventId;
      announce('live');
      this.onReset();
    });
    source.addEventListener('open', () => announce('live'));
    source.addEventListener('error', () => {
      announce('reconnecting');
      if (source.readyState === EventSource.CLOSED) {
        this.reopenTimer = window.setTimeout(() => this.open(), REOPEN_AFTER);
      }
    });
  }

  visibility() {
    clearTimeout(this.hideTimer);
    if (document.hidden) {
      this.hideTimer = window.setTimeout(() => this.pause(), HIDDEN_LIMIT);
    } else if (!this.source && this.cursor) {
      this.open();
    }
  }

  pause() {
    this.source?.close();
    this.source = null;
    announce('paused');
  }
}

/** @param {'live' | 'reconnecting' | 'paused'} state */
function announce(state) {
  window.dispatchEvent(new CustomEvent('signalbox-live', { detail: state }));
}
