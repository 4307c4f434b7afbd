import { describe } from 'vitest';
import { layer4Rules } from '../../../src/threats/rules/layer-4.ts';
import { nearMiss, testNearMisses } from './near-miss.ts';

describe('rules of layer 4', () => {
  const cases = [
    nearMiss(
      'image-that-nobody-signed',
      `
components:
  box: { kind: container }
  worker: { kind: agent }
  images: { kind: registry }
relations:
  - { from: worker, to: box, kind: runs-on }
  - { from: box, to: images, kind: registers }`,
      ['box'],
      ['kind: registers }', 'kind: registers, signed: true }'],
    ),
    nearMiss(
      'containers-under-one-host',
      `
components:
  cluster: { kind: host }
  one: { kind: container }
  two: { kind: container }
relations:
  - { from: one, to: cluster, kind: runs-on }
  - { from: two, to: cluster, kind: runs-on }`,
      ['cluster'],
      ['{ from: two, to: cluster,', '{ from: two, to: one,'],
    ),
    nearMiss(
      'cluster-runs-workloads',
      `
components:
  machines: { kind: host, name: Kubernetes in the cellar }
  worker: { kind: agent }
relations:
  - { from: worker, to: machines, kind: runs-on }`,
      ['machines'],
      ['Kubernetes', 'Computer'],
    ),
    nearMiss(
      'replicas-under-one-host',
      `
components:
  cluster: { kind: host }
  worker: { kind: agent, count: 3 }
relations:
  - { from: worker, to: cluster, kind: runs-on }`,
      ['cluster'],
      ['count: 3', 'count: 1'],
    ),
    nearMiss(
      'platform-runs-agents',
      `
components:
  platform: { kind: framework }
  worker: { kind: agent }
relations:
  - { from: worker, to: platform, kind: runs-on }`,
      ['platform'],
      ['kind: runs-on', 'kind: messages'],
    ),
    nearMiss(
      'key-to-where-work-is-run',
      `
components:
  runner: { kind: host }
  pusher: { kind: tool }
  token: { kind: credential }
relations:
  - { from: pusher, to: token, kind: authenticates, role: holds }
  - { from: runner, to: token, kind: authenticates, role: accepts }`,
      ['runner'],
      ['role: accepts', 'role: holds'],
    ),
    nearMiss(
      'one-key-edits-and-deploys',
      `
components:
  repository: { kind: data-store }
  runner: { kind: host }
  pusher: { kind: tool }
  token: { kind: credential }
relations:
  - { from: pusher, to: token, kind: authenticates, role: holds }
  - { from: repository, to: token, kind: authenticates, role: accepts }
  - { from: runner, to: token, kind: authenticates, role: accepts }`,
      ['repository'],
      ['runner: { kind: host }', 'runner: { kind: tool }'],
    ),
    nearMiss(
      'host-is-set-up-from-what-others-write',
      `
components:
  server: { kind: host }
  templates: { kind: data-store }
  coder: { kind: agent }
relations:
  - { from: coder, to: templates, kind: writes }
  - { from: server, to: templates, kind: reads }`,
      ['templates'],
      ['kind: writes', 'kind: reads'],
    ),
    nearMiss(
      'agent-edits-infrastructure-as-code',
      `
components:
  coder: { kind: agent }
  tool: { kind: tool, name: Terraform server }
relations:
  - { from: coder, to: tool, kind: invokes }`,
      ['tool'],
      ['Terraform server', 'Weather server'],
    ),
    nearMiss(
      'outsiders-load-infrastructure',
      `
components:
  replayer: { kind: tool, exposed: true }
  server: { kind: host }
relations:
  - { from: replayer, to: server, kind: accesses }`,
      ['server'],
      [', exposed: true', ''],
    ),
    nearMiss(
      'exposed-part-loads-its-host',
      `
components:
  site: { kind: tool, exposed: true }
  server: { kind: host }
relations:
  - { from: site, to: server, kind: runs-on }`,
      ['server'],
      [', exposed: true', ''],
    ),
    nearMiss(
      'calls-use-a-machine',
      `
components:
  coder: { kind: agent }
  shell: { kind: plugin }
  laptop: { kind: host }
relations:
  - { from: coder, to: shell, kind: invokes }
  - { from: shell, to: laptop, kind: accesses }`,
      ['laptop'],
      ['kind: accesses', 'kind: runs-on'],
    ),
    nearMiss(
      'outsiders-have-agents-started',
      `
components:
  caller: { kind: human, exposed: true }
  lead: { kind: orchestrator }
  helper: { kind: agent }
relations:
  - { from: caller, to: lead, kind: messages }
  - { from: lead, to: helper, kind: spawns, max: 5 }`,
      ['lead'],
      ['kind: spawns, max: 5', 'kind: delegates'],
    ),
    nearMiss(
      'several-run-on-one-host',
      `
components:
  server: { kind: host }
  spare: { kind: host }
  one: { kind: tool }
  two: { kind: tool }
relations:
  - { from: one, to: server, kind: runs-on }
  - { from: two, to: server, kind: runs-on }`,
      ['server'],
      ['{ from: two, to: server,', '{ from: two, to: spare,'],
    ),
    nearMiss(
      'several-hold-one-credential',
      `
components:
  one: { kind: tool }
  two: { kind: tool }
  database: { kind: data-store }
  account: { kind: credential }
  own-account: { kind: credential }
relations:
  - { from: one, to: account, kind: authenticates, role: holds }
  - { from: two, to: account, kind: authenticates, role: holds }
  - { from: database, to: account, kind: authenticates, role: accepts }`,
      ['account'],
      ['{ from: two, to: account,', '{ from: two, to: own-account,'],
    ),
    nearMiss(
      'host-holds-a-key-to-others',
      `
components:
  laptop: { kind: host }
  cloud: { kind: external }
  token: { kind: credential }
relations:
  - { from: laptop, to: token, kind: authenticates, role: holds }
  - { from: cloud, to: token, kind: authenticates, role: accepts }`,
      ['laptop'],
      ['role: accepts', 'role: holds'],
    ),
    nearMiss(
      'secret-stands-in-the-file',
      `
components:
  key: { kind: credential, tags: [literal] }`,
      ['key'],
      ['literal', 'oauth'],
    ),
    nearMiss(
      'credential-lies-on-a-host',
      `
components:
  laptop: { kind: host }
  shell: { kind: tool }
  token: { kind: credential }
relations:
  - { from: laptop, to: token, kind: authenticates, role: holds }
  - { from: shell, to: laptop, kind: accesses }`,
      ['token'],
      ['role: holds', 'role: accepts'],
    ),
    nearMiss(
      'secrets-enter-a-context',
      `
components:
  worker: { kind: agent }
  vault: { kind: secret-store }
relations:
  - { from: worker, to: vault, kind: reads }`,
      ['vault'],
      ['kind: agent', 'kind: tool'],
    ),
    nearMiss(
      'holder-of-a-credential-is-logged',
      `
components:
  worker: { kind: agent }
  token: { kind: credential }
  traces: { kind: log-store }
relations:
  - { from: worker, to: token, kind: authenticates, role: holds }
  - { from: worker, to: traces, kind: writes }`,
      ['token'],
      ['kind: writes', 'kind: reads'],
    ),
    nearMiss(
      'agent-answers-infrastructure-unsupervised',
      `
components:
  watch: { kind: tool, layer: 4 }
  readings: { kind: data-store }
  planner: { kind: agent }
  operator: { kind: human }
relations:
  - { from: watch, to: readings, kind: writes }
  - { from: planner, to: readings, kind: reads }
  - { from: planner, to: watch, kind: invokes }
  - { from: operator, to: planner, kind: messages }`,
      ['planner'],
      ['kind: messages', 'kind: supervises'],
    ),
    nearMiss(
      'agent-acts-on-a-machine-unchecked',
      `
components:
  coder: { kind: agent }
  shell: { kind: plugin }
  laptop: { kind: host }
relations:
  - { from: coder, to: shell, kind: invokes }
  - { from: shell, to: laptop, kind: accesses }
controls:
  approval: { on: { kind: runs-on }, effectiveness: 0.5 }`,
      ['laptop'],
      ['{ kind: runs-on }', '{ kind: invokes, direction: along }'],
    ),
    nearMiss(
      'exposed-server-without-a-control',
      `
components:
  worker: { kind: agent }
  server: { kind: tool, exposed: true }
  machine: { kind: host }
  gateway: { kind: control }
relations:
  - { from: worker, to: server, kind: invokes }
  - { from: server, to: machine, kind: runs-on }
  - { from: gateway, to: machine, kind: guards, effectiveness: 0.9 }`,
      ['server'],
      ['{ from: gateway, to: machine,', '{ from: gateway, to: server,'],
    ),
    nearMiss(
      'server-answers-strangers',
      `
components:
  callers: { kind: external, exposed: true }
  desk: { kind: agent, tags: [a2a] }
  token: { kind: credential }
relations:
  - { from: callers, to: desk, kind: feeds }
  - { from: desk, to: token, kind: authenticates, role: holds }`,
      ['desk'],
      ['role: holds', 'role: accepts'],
    ),
    nearMiss(
      'open-door-into-a-zone',
      `
components:
  traveller: { kind: human, exposed: true, zone: internet }
  concierge: { kind: orchestrator, zone: market }
  booking: { kind: agent, zone: market }
relations:
  - { from: traveller, to: concierge, kind: messages }
  - { from: concierge, to: booking, kind: delegates }
controls:
  gateway: { on: { kind: delegates }, effectiveness: 0.9 }`,
      ['concierge'],
      ['on: { kind: delegates }', 'on: { kind: messages }'],
    ),
  ];
  testNearMisses(layer4Rules, cases, 'golden/layer-4.txt');
});
