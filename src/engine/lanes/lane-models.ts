import { type Epidemic, epidemics } from '../../graph/propagation-model.ts';
import { changeNames, stateNames } from '../agentic.ts';
import type { SimulatedModel } from '../kernels.ts';
import type { LaneImage } from './image.ts';
import type { EndSets } from './lane-tally.ts';
import { SharedDraws } from './shared-draws.ts';

/** A model whose rounds run in WebAssembly. Preparing it makes room for what its kernel writes. */
export type LaneModel = (image: LaneImage) => {
  /** So many scenarios will run each superblock one after the other. */
  share(scenarios: number): void;
  /** After the entry points are in. */
  enter(): void;
  /** @returns whether later rounds can change nothing any more */
  round(round: number): boolean;
  /** What was ever so; null for nothing but who was reached. */
  leave(): EndSets | null;
};

/** Plain twins: src/engine/kernels.ts. */
export const laneModels = {
  'independent-cascade': cascade,
  'linear-threshold': cascade,
  agentic,
  si: epidemic(epidemics.si),
  sis: epidemic(epidemics.sis),
  sir: epidemic(epidemics.sir),
  seir: epidemic(epidemics.seir),
} as const satisfies Readonly<Record<SimulatedModel, LaneModel>>;

function cascade(image: LaneImage): ReturnType<LaneModel> {
  const { kernels, scenario } = image;
  const n = scenario.components.count;
  const nobody = image.arena.int32(n * 4).byteOffset;
  const hasSideEffects = kernels.get('arcEffects') !== 0;
  image.sets('fresh', n);
  image.sets('before', n);
  image.numbers('freshBits', 2 * Math.ceil(n / 64));
  const disabled = image.sets('disabledEver', hasSideEffects ? n : 0).byteOffset;
  const disclosed = image.sets('disclosedEver', hasSideEffects ? n : 0).byteOffset;
  return {
    share: () => {},
    enter: () => void kernels.call('enterCascade'),
    round: (round) => kernels.call('cascadeRound', round) === 0,
    leave: () => {
      if (!hasSideEffects) return null;
      kernels.call('markSideEffects');
      return { disabled, disclosed, contained: nobody, born: nobody, alive: kernels.get('reached') };
    },
  };
}

function epidemic({ recoversTo, incubates }: Epidemic): LaneModel {
  return (image) => {
    const { kernels, scenario, arena } = image;
    const n = scenario.components.count;
    const nobody = arena.int32(n * 4).byteOffset;
    for (const name of ['immune', 'exposed', 'infectious', 'taken', 'disabledEver', 'disclosedEver', 'active'])
      image.sets(name, n);
    image.set('recovers', recoversTo === null ? 0 : 1);
    image.set('isSusceptibleAgain', recoversTo === 'susceptible' ? 1 : 0);
    image.set('incubates', incubates ? 1 : 0);
    const at = (name: string): number => kernels.get(name);
    return {
      share: () => {},
      enter: () => void kernels.call('enterEpidemic'),
      round: (round) => kernels.call('epidemicRound', round) !== 0 || round >= scenario.settings.horizonRounds,
      leave: () => {
        kernels.call('leaveEpidemic');
        return {
          disabled: at('disabledEver'),
          disclosed: at('disclosedEver'),
          contained: nobody,
          born: nobody,
          alive: at('active'),
        };
      },
    };
  };
}

function agentic(image: LaneImage): ReturnType<LaneModel> {
  const { kernels, scenario, arena } = image;
  const n = scenario.components.count;
  for (const name of [...stateNames, ...changeNames, 'everDisabled', 'everContained', 'everBorn', 'alive'])
    image.sets(name, n);
  image.sets('flags', n * (scenario.settings.afterRounds + 1));
  const shared = new SharedDraws(image);
  image.set('isChanging', arena.uint8(n).byteOffset);
  const at = (name: string): number => kernels.get(name);
  return {
    share: (scenarios) => shared.use(scenarios),
    enter: () => void kernels.call('enterAgentic'),
    round: (round) => kernels.call('agenticRound', round) !== 0 || round >= scenario.settings.horizonRounds,
    leave: () => {
      kernels.call('leaveAgentic');
      return {
        disabled: at('everDisabled'),
        disclosed: at('disclosed'),
        contained: at('everContained'),
        born: at('everBorn'),
        alive: at('alive'),
      };
    },
  };
}
