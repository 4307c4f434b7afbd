import type { ThreatClass } from '../../src/graph/kinds.ts';
import { lineGlyph } from '../line-glyph.ts';
import type { Markup } from '../markup.ts';

/** What travels, in a 20 px box around 0,0: classes are told apart by shape and word, not by hue. */
const glyphs: Readonly<Record<ThreatClass, string>> = {
  'memory-poisoning':
    '<ellipse cy="-5.2" rx="7" ry="2.6"/><path d="M-7-5.2V5.2C-7 8.6 7 8.6 7 5.2V-5.2M0-.6C1.8 1.6 2.4 2.4 2.4 3.4A2.4 2.4 0 0 1-2.4 3.4C-2.4 2.4-1.8 1.6 0-.6z"/>',
  'intent-manipulation': '<path d="M-8 6H-3C2 6 2-5 8-5M4.6-8.4L8-5L4.6-1.6M-8-5H-4M1 6H8"/>',
  'tool-misuse':
    '<path d="M7.6-3.6A4.6 4.6 0 0 1 1.6 1.6L-4.4 7.6A2.26 2.26 0 0 1-7.6 4.4L-1.6-1.6A4.6 4.6 0 0 1 3.6-7.6L.9-4.9L1.7-1.7L4.9-.9z"/>',
  'communication-poisoning': '<path d="M-8-7H8V4H0L-4.5 8V4H-8zM-2.5-4L2.5 1M2.5-4L-2.5 1"/>',
  'cross-agent-interference': '<circle cx="-3" r="5.4"/><circle cx="3" r="5.4"/>',
  spoofing: '<path d="M-8-5Q0-8 8-5Q8 6 0 8Q-8 6-8-5zM-5-1.5Q-3.2-3.2-1.4-1.5M1.4-1.5Q3.2-3.2 5-1.5M-3 3Q0 4.8 3 3"/>',
  tampering: '<path d="M-7.5 7.5L-6.5 3.5L4-7L7.5-3.5L-3 7zM1.5-4.5L5-1"/>',
  repudiation: '<path d="M-6.5-8H3L6.5-4.5V8H-6.5zM-3.5-1.5H3.5M-3.5 2.5H3.5M-8.5 6.5L8.5-6.5"/>',
  'information-disclosure': '<path d="M-8.5 0Q0-9.4 8.5 0Q0 9.4-8.5 0z"/><circle r="2.6"/>',
  'denial-of-service': '<circle r="8"/><path d="M-4.5 0H4.5"/>',
  'elevation-of-privilege': '<path d="M-8 8H-3V3H2V-2H8M-6-2.5V-8M-8.5-5.5L-6-8L-3.5-5.5"/>',
};

/** @param stroke - colour of the line */
export const classGlyph = (threat: ThreatClass, stroke: string, transform?: string): Markup =>
  lineGlyph(glyphs[threat], stroke, transform);

/** The class in words, as it begins a line: `Memory poisoning`. */
export const classWords = (threat: ThreatClass): string =>
  (threat.charAt(0).toUpperCase() + threat.slice(1).replaceAll('-', ' ')).replace('Cross agent', 'Cross-agent');
