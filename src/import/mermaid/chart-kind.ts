/** What a diagram is: a flowchart, or the name of another kind. */
export type ChartKind = { readonly isFlowchart: boolean; readonly name: string };

/** Other diagrams of Mermaid, by the word that they begin with. */
const others: ReadonlyMap<string, string> = new Map([
  ['sequencediagram', 'a sequence diagram'],
  ['classdiagram', 'a class diagram'],
  ['classdiagram-v2', 'a class diagram'],
  ['statediagram', 'a state diagram'],
  ['statediagram-v2', 'a state diagram'],
  ['erdiagram', 'an entity relationship diagram'],
  ['journey', 'a user journey'],
  ['gantt', 'a Gantt chart'],
  ['pie', 'a pie chart'],
  ['quadrantchart', 'a quadrant chart'],
  ['requirementdiagram', 'a requirement diagram'],
  ['requirement', 'a requirement diagram'],
  ['gitgraph', 'a Git graph'],
  ['c4context', 'a C4 diagram'],
  ['c4container', 'a C4 diagram'],
  ['c4component', 'a C4 diagram'],
  ['c4dynamic', 'a C4 diagram'],
  ['c4deployment', 'a C4 diagram'],
  ['mindmap', 'a mind map'],
  ['timeline', 'a timeline'],
  ['zenuml', 'a ZenUML diagram'],
  ['sankey', 'a Sankey diagram'],
  ['sankey-beta', 'a Sankey diagram'],
  ['xychart', 'an XY chart'],
  ['xychart-beta', 'an XY chart'],
  ['block', 'a block diagram'],
  ['block-beta', 'a block diagram'],
  ['packet', 'a packet diagram'],
  ['packet-beta', 'a packet diagram'],
  ['kanban', 'a Kanban board'],
  ['architecture', 'an architecture diagram'],
  ['architecture-beta', 'an architecture diagram'],
  ['radar-beta', 'a radar chart'],
  ['treemap', 'a treemap'],
  ['treemap-beta', 'a treemap'],
]);

const FLOWCHART = /^\s*(?:graph|flowchart(?:-elk)?)(?:[ \t]+(?:TB|TD|BT|RL|LR|BR|[<>^v]))?[ \t]*\r?(?:;|\n|$)/;
/** Words that begin other texts, too: these diagrams have nothing else on their first line. */
const COMMON =
  /^(?:journey|gantt|pie|block|packet|kanban|timeline|requirement|architecture|mindmap|treemap|sankey|xychart)$/;

/** @param word - the first of the diagram; @param line - the whole first line */
export function chartKind(word: string, line: string): ChartKind | undefined {
  if (FLOWCHART.test(line)) return { isFlowchart: true, name: 'a flowchart' };
  const name = others.get(word.toLowerCase());
  if (name === undefined || (COMMON.test(word) && !/^(?:pie(?: showData)?(?: title .*)?|\w+)$/.test(line.trim())))
    return undefined;
  return { isFlowchart: false, name };
}
