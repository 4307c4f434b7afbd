/** Keys of well-known makers anywhere in a text: in a body, in code, in a header. */
const KEYS =
  /\b(?:sk-(?:ant-|proj-|or-v1-)?[A-Za-z0-9_-]{20,}|gh[opusr]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|glpat-[\w-]{18,}|xox[abeprs]-[\w-]{12,}|AKIA[A-Z0-9]{16}|AIza[\w-]{33,}|hf_[A-Za-z0-9]{30,}|pat[A-Za-z0-9]{14}\.[a-f0-9]{40,}|SG\.[\w-]{16,}\.[\w-]{16,}|eyJ[\w-]{16,}\.eyJ[\w-]{16,}|tvly-[\w-]{16,}|(?:Bearer|Basic)\s+(?=[A-Za-z0-9._~+/-]*\d)[A-Za-z0-9._~+/-]{20,}=*)/;

export const holdsKey = (text: string): boolean => KEYS.test(text);

/** Each key becomes `…`. */
export const withoutKeys = (text: string): string => text.replace(new RegExp(KEYS, 'g'), '…');
