const ROUND_MS = 420;

type Stage = {
  readonly round: () => number;
  readonly lastRound: () => number;
  readonly show: (round: number) => void;
};

export type Player = { readonly toggle: () => void; readonly stop: () => void };

/** Plays the rounds from the one that is shown, or from the start once the end is reached. */
export function createPlayer({ round, lastRound, show }: Stage): Player {
  let timer: ReturnType<typeof setInterval> | undefined;

  function mark(isPlaying: boolean): void {
    const button = document.querySelector('.play');
    button?.classList.toggle('playing', isPlaying);
    button?.setAttribute('aria-label', isPlaying ? 'Pause' : 'Play the spread');
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
    mark(false);
  }

  function toggle(): void {
    const isPlaying = timer !== undefined;
    stop();
    if (isPlaying) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    if (round() >= lastRound()) show(0);
    mark(true);
    timer = setInterval(() => {
      show(round() + 1);
      if (round() >= lastRound()) stop();
    }, ROUND_MS);
  }

  return { toggle, stop };
}
