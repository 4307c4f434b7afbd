import type { Drafts } from './drafts.ts';
import { addJudgedControl, type ControlDraft, type Judgement } from './judged-control.ts';

/** Nobody has measured it: filters stop known attacks and miss adaptive ones. */
const judgement: Judgement = {
  effectiveness: { form: 'range', low: 0.3, high: 0.8 },
  why: 'how much it stops is only judged',
};

/** Moderation or a filter, as a control on what passes it. @returns its id */
export const addGuardrail = (drafts: Drafts, guardrail: ControlDraft): string =>
  addJudgedControl(drafts, guardrail, judgement);
