// @ts-check
import { LitElement, html, svg } from 'lit';
import { clock } from '../lib/format.js';

const THEMES = ['auto', 'light', 'dark'];
const LINKS = [
  ['/', 'Plans'],
  ['/workers', 'Workers'],
  ['/dead-letters', 'Dead letters'],
];

/** The head of every page: where one is, whether the page is live, light or dark. */
class TopBar extends LitElement {
  static properties = { live: { state: true }, theme: { state: true } };

  constructor() {
    super();
    this.live = '';
    this.since = '';
    this.theme = document.documentElement.dataset.theme ?? 'auto';
    window.addEventListener('signalbox-live', (event) => {
      const state = /** @type {CustomEvent} */ (event).detail;
      if (state !== this.live) this.since = new Date().toISOString();
      this.live = state;
    });
  }

  createRenderRoot() {
    return this;
  }

  nextTheme() {
    this.theme = THEMES[(THEMES.indexOf(this.theme) + 1) % THEMES.length];
    if (this.theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = this.theme;
    try {
      localStorage.setItem('signalbox-theme', this.theme);
    } catch {
      // storage is off: the choice holds for this page
    }
  }

  render() {
    const here = location.pathname;
    const path = here.startsWith('/plans') ? '/' : here === '/rejected' ? '/dead-letters' : here;
    return html`<header class="top">
      <a class="brand" href="/">${mark()}<span>Signalbox</span></a>
      <nav aria-label="Main">
        ${LINKS.map(
          ([href, word]) =>
            html`<a href=${href} aria-current=${href === path ? 'page' : 'false'}>${word}</a>`,
        )}
      </nav>
      <span class="live ${this.live}" role="status">${this.liveWord()}</span>
      <button class="quiet" type="button" @click=${this.nextTheme}>
        Theme: ${this.theme}
      </button>
    </header>`;
  }

  liveWord() {
    if (this.live === 'live') return 'Live';
    if (this.live === 'reconnecting') return `Reconnecting since ${clock(this.since)}`;
    return this.live === 'paused' ? 'Paused while hidden' : '';
  }
}

function mark() {
  return html`<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">${svg`
    <rect width="20" height="20" rx="5" class="mark-ground"/>
    <path d="M6 16V4" class="mark-line"/><path d="M6 5.2h8.2v3.6H6z" class="mark-arm"/>
    <circle cx="11.4" cy="13.2" r="1.9" class="mark-lamp"/>`}</svg>`;
}

customElements.define('sb-top-bar', TopBar);
