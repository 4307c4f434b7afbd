import { describe, expect, it } from 'vitest';
import { Drafts } from '../../../src/import/drafts.ts';
import { addFunctionTool } from '../../../src/import/python/add-function-tool.ts';
import { readProgram } from '../../../src/import/python/py-program.ts';

/** The tool that the last function of the code is, and everything around it. */
async function toolOf(code: string) {
  const program = await readProgram({ name: 'tools.py', text: code }, () => undefined);
  const made = program.modules[0].scopes[0].functions.at(-1)!;
  const drafts = new Drafts();
  drafts.component({ id: 'agent', kind: 'agent', provenance: { certainty: 'declared', at: made.at } });
  const id = addFunctionTool(drafts, program, { key: made.name, name: made.name, made, callers: ['agent'] });
  const tags = [...new Set(drafts.components().find((one) => one.id === id)?.tags)].sort();
  const relations = drafts
    .relations()
    .map(({ from, kind, to, role }) => `${from} ${kind} ${to}${role ? ` (${role})` : ''}`);
  return { tags, relations: relations.filter((one) => one !== 'agent invokes f').sort(), drafts };
}

describe('what a function does to the world', () => {
  it.each<[title: string, code: string, tags: string[], relations: string[]]>([
    ['nothing', 'def f(a): return a.upper()', [], []],
    [
      'it runs what it is given',
      'def f(a): return eval(a)',
      ['egress', 'execute', 'read-private', 'write'],
      ['f accesses host'],
    ],
    [
      'it starts programs, under an alias',
      'from subprocess import run as go\ndef f(a): go(a)',
      ['egress', 'execute', 'read-private', 'write'],
      ['f accesses host'],
    ],
    ['its own function of the name', 'def eval(a): return a\ndef f(a): return eval(a)', [], []],
    [
      'it fetches any page',
      'import requests\ndef f(url): return requests.get(url).text',
      ['dynamic', 'egress', 'ingest-untrusted'],
      ['f accesses web-pages', 'web-pages feeds agent'],
    ],
    [
      'it asks one service, by a client and a constant',
      'import httpx\nBASE = "https://api.shop.example/v1"\nasync def f(id):\n  async with httpx.AsyncClient() as c:\n    return await c.get(f"{BASE}/orders/{id}")',
      ['egress'],
      ['f accesses api.shop.example'],
    ],
    [
      'it posts with a key of the environment',
      'import os, requests\nKEY = os.environ["SHOP_API_KEY"]\ndef f(a): requests.post("https://api.shop.example/x", headers={"Authorization": f"Bearer {KEY}"}, json=a)',
      ['egress', 'write'],
      [
        'api.shop.example authenticates SHOP_API_KEY (accepts)',
        'f accesses api.shop.example',
        'f authenticates SHOP_API_KEY (holds)',
      ],
    ],
    [
      'it reads a database that was opened elsewhere',
      'import sqlite3\nconn = sqlite3.connect("data/orders.db")\ndef f(a): return conn.cursor().execute("SELECT 1").fetchall()',
      ['read-private'],
      ['f accesses orders.db'],
    ],
    [
      'it changes a database',
      'import psycopg\ndef f(a):\n  with psycopg.connect(dsn()) as c: c.execute(f"DELETE FROM {a}")',
      ['read-private', 'write'],
      ['f accesses f-data'],
    ],
    ['it writes a file', 'def f(a):\n  with open("out.txt", "w") as g: g.write(a)', ['write'], ['f accesses out.txt']],
    [
      'it reads a file',
      'from pathlib import Path\ndef f(a): return Path(a).read_text()',
      ['read-private'],
      ['f accesses f-data'],
    ],
    [
      'it sends mail',
      'import smtplib\ndef f(a): smtplib.SMTP("x").sendmail(a)',
      ['egress', 'write'],
      ['f accesses mailbox'],
    ],
    [
      'through other functions and methods',
      'class C:\n  def go(self, a): return helper(a)\ndef helper(a): exec(a)\ndef f(a): return C().go(a)',
      ['egress', 'execute', 'read-private', 'write'],
      ['f accesses host'],
    ],
    ['nobody knows what', 'import acme_sdk\ndef f(a): acme_sdk.launch(a)', ['unknown-capabilities'], []],
    [
      'a library called like its service',
      'from slack_sdk import WebClient\ndef f(a): WebClient().chat_postMessage(text=a)',
      ['egress', 'ingest-untrusted', 'read-private', 'write'],
      ['f accesses slack-messages', 'slack-messages feeds agent'],
    ],
  ])('%s', async (_, code, tags, relations) => {
    expect(await toolOf(code)).toMatchObject({ tags, relations });
  });

  it('reports a literal secret by name and place, never by value', async () => {
    const { drafts } = await toolOf(
      'import requests\ndef f(a): requests.get("https://x.example/", headers={"X-Api-Key": "sk-Secret1234567890abcdef"})',
    );
    expect(drafts.findings).toEqual([expect.objectContaining({ title: 'Secret in the file', where: 'tools.py:2:68' })]);
    const told = JSON.stringify([drafts.components(), drafts.relations(), drafts.findings, drafts.toFill]);
    expect(told).not.toContain('Secret1234567890');
  });
});
