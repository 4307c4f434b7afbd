import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../src/import/detect.ts';
import type { Imported, OpenSibling } from '../../src/import/importer.ts';
import { pytmPython } from '../../src/import/pytm-python.ts';
import { componentOf, edges, kindsOf, sampleOf } from './imported.ts';

const sample = sampleOf('pytm-python');
const read = async (code: string, siblings: Readonly<Record<string, string>> = {}): Promise<Imported> => {
  const open: OpenSibling = (name) =>
    siblings[name] === undefined ? undefined : { name, text: siblings[name] as string };
  return pytmPython.read({ name: 'tm.py', text: code }, open);
};

describe('a pytm model as Python', () => {
  it('is read however pytm is imported', async () => {
    const code = (start: string, pytm: string) =>
      `${start}\nu = ${pytm}Actor("User")\ns = ${pytm}Server("Web")\n${pytm}Dataflow(u, s, "asks")\n`;
    for (const [start, pytm] of [
      ['from pytm import *', ''],
      ['import pytm', 'pytm.'],
      ['import pytm as p', 'p.'],
      ['from pytm.pytm import Actor, Server, Dataflow', ''],
    ] as const)
      expect(edges(await read(code(start, pytm))), start).toEqual(['User messages Web']);
  });

  it('takes fields from calls and from what is set later, in functions and loops too', async () => {
    const imported = await read(`
from pytm import TM, Boundary, Actor, Server, Datastore, LLM, Dataflow, Data, Classification, DatastoreType
tm = TM("shop")
cloud = Boundary("Cloud")
web = Server("Web", inBoundary=cloud, maxClassification=Classification.SECRET)
db = Datastore(name="Users")
db.type = DatastoreType.SQL
logs = Datastore("Trail", storesLogData=True)
llm = LLM("Helper", hasAgentCapabilities=True)
def harden(part):
    part.controls.authenticatesSource = True
harden(db)
for part in [db, logs]:
    part.inBoundary = cloud
Data("cards", classification=Classification.TOP_SECRET, processedBy=[db])
a = Dataflow(web, db, "store")
Dataflow(source=web, sink=logs, name="log")
Dataflow(web, llm, "ask")
`);
    expect(imported.ecosystem.name).toBe('shop');
    expect(kindsOf(imported)).toMatchObject({ Users: 'data-store', Trail: 'log-store', Helper: 'agent' });
    expect(componentOf(imported, 'Web')).toMatchObject({ zone: 'Cloud', valueThousandths: 4000 });
    expect(componentOf(imported, 'Users')).toMatchObject({ zone: 'Cloud', valueThousandths: 5000 });
    expect(componentOf(imported, 'Trail')?.zone).toBe('Cloud');
    const stored = imported.ecosystem.relations.find(({ to }) => to === 'Users');
    expect(stored?.signed).toBe(true);
  });

  it('believes no field that depends on how the code runs', async () => {
    const imported = await read(`
from pytm import Actor, Server, Dataflow
web = Server("Web")
web.controls.usesMFA = True if strict else False
Dataflow(Actor("User"), web, "ask")
`);
    expect(imported.findings).toEqual([]);
  });

  it('follows one name given to several things, as the code does', async () => {
    const imported = await read(`
from pytm import Actor, Server, Dataflow
x = Actor("First user")
y = Server("One")
f = Dataflow(x, y, "a")
x = Actor("Second user")
f = Dataflow(x, y, "b")
`);
    expect(edges(imported)).toEqual(['First user messages One', 'Second user messages One']);
  });

  it('makes one flow for each call of a helper that makes flows', async () => {
    const imported = await read(`
from pytm import Actor, Server, Datastore, Dataflow
def _flow(source, sink, name, *, known=False):
    flow = Dataflow(source, sink, name)
    flow.controls.authenticatesSource = known
    return flow
def build():
    user = Actor("User")
    web = Server("Web")
    db = Datastore("DB")
    _flow(user, web, "ask", known=True)
    _flow(web, db, "store")
    _flow(sink=web, source=db, name="load")
build()
`);
    expect(edges(imported)).toEqual(['User messages Web', 'Web reads DB', 'Web writes DB']);
    expect(imported.ecosystem.relations.map(({ provenance }) => provenance.at.line)).toEqual([11, 13, 12]);
    expect(imported.ecosystem.relations.map(({ signed }) => signed)).toEqual([true, false, false]);
  });

  it('knows classes that extend those of pytm, and files beside it', async () => {
    const parts = 'from pytm import Server\nclass Api(Server):\n    pass\napi = Api("Api")\n';
    const imported = await read(
      'from pytm import Actor, Dataflow\nfrom parts import api\nu = Actor("User")\nDataflow(u, api, "x")\n',
      { 'parts.py': parts },
    );
    expect(edges(imported)).toEqual(['User messages Api']);
  });

  it('says which flow has an end that only running code knows', async () => {
    const { ignored } = await read(
      'from pytm import Actor, Dataflow\nu = Actor("User")\nDataflow(u, find("web"), "asks")\n',
    );
    expect(ignored).toEqual([
      { what: 'flow "asks"', where: 'tm.py:3:1', why: 'the code does not say which element is its sink' },
    ]);
  });

  it('names what pytm would list for models, weighing nothing with it', async () => {
    const imported = await read(
      'from pytm import *\nw = Server("Web")\nm = LLM("Model", processesUntrustedInput=True)\nDataflow(w, m, "ask")\n',
    );
    expect(imported.findings).toMatchObject([
      { title: 'Threat by the rules of pytm', detail: expect.stringContaining('LLM01') },
    ]);
    expect(imported.ecosystem.relations[0]?.trust).toEqual({
      along: { form: 'range', low: 0.3, high: 1 },
      against: { form: 'range', low: 0.3, high: 1 },
    });
  });

  it('makes one element for each call of a function that makes elements', async () => {
    const imported = await read(`
from pytm import Actor, Boundary, Server, Dataflow
def make(name, where=None):
    server = Server(name, inBoundary=where)
    server.controls.authenticatesSource = True
    return server
dmz = Boundary("DMZ")
u = Actor("User")
one = make("One", where=dmz)
two = make("Two")
two.inScope = False
Dataflow(u, one, "a")
Dataflow(one, two, "b")
`);
    expect(edges(imported)).toEqual(['One messages Two', 'User messages One']);
    expect(componentOf(imported, 'One')).toMatchObject({ zone: 'DMZ', tags: [] });
    expect(componentOf(imported, 'Two')).toMatchObject({ zone: null, tags: ['out-of-scope'] });
    expect(imported.ecosystem.relations.every(({ signed }) => signed)).toBe(true);
    expect(imported.warnings).toEqual([]);
  });

  it('says which line makes several elements, of which it knows one', async () => {
    const imported = await read(`
from pytm import Actor, Server, Dataflow
u = Actor("User")
for name in ["One", "Two"]:
    Dataflow(u, Server(name), "a")
`);
    expect(edges(imported)).toEqual(['User messages One']);
    expect(imported.warnings).toMatchObject([{ at: { line: 5 }, found: 'one for each of One, Two' }]);
  });

  it('is refused without elements, with how to let pytm write it', async () => {
    await expect(read('from pytm import *\nbuild(TM("x"))\n')).rejects.toThrow(/python tm\.py --json model\.json/);
  });

  it('is told from other code', () => {
    expect(detectFormat(sample('tm.py'))?.importer.format).toBe('pytm-python');
    expect(detectFormat({ name: 'a.py', text: 'from flows import Dataflow\nDataflow(a, b)\n' })).toBeUndefined();
  });
});
