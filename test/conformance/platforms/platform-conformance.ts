import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlatformRow } from '../../../src/adapters/platforms/index.ts';
import { newId, trustedWorkspaceId } from '../../../src/kernel/ids.ts';
import type { Subject } from '../../../src/pipeline/subject.ts';
import type { Publisher, Targets } from '../../../src/publishing/ports.ts';
import type { Publication } from '../../../src/publishing/publication.ts';
import { publishTarget } from '../../../src/publishing/publish-target.ts';
import { requestTakeBack } from '../../../src/publishing/request-take-back.ts';
import { takeBackTarget } from '../../../src/publishing/take-back.ts';
import type { Target } from '../../../src/publishing/target.ts';
import { dying, interrupted, type Wrap } from '../../support/publishing/dying.ts';
import { metadata, publication } from '../../support/publishing/publication.ts';
import type { PlatformRig } from './platform-rig.ts';

const untouched: Wrap = port => port;
const never = () => new AbortController().signal;

/** Milliseconds that never repeat, as of a machine that is slower than its clock. */
let last = 0;
const clock = () => {
  last = Math.max(Date.now(), last + 1);
  return last;
};

const newSubject = (): Subject => ({
  workspaceId: trustedWorkspaceId(newId('workspace')),
  kind: 'recording',
  id: newId('recording'),
});

/** People see the mark; two publications of one mark are equal. */
const marked = (subject: Subject, mark: string, more: Partial<Publication> = {}) =>
  publication({
    subject,
    contentHash: mark,
    sentences: [{ start: 0, end: 2, text: `${mark} of ${subject.id}.` }],
    ...more,
  });

type Ways = { wrap?: Wrap; signal?: AbortSignal };

/** A subject with its target, and what can be done with it over a wire that may be cut. */
function world(rig: PlatformRig, row: PlatformRow, subject = newSubject()) {
  const key = { subject, presetId: rig.connect(untouched).preset.id };
  const open = async (wrap: Wrap): Promise<{ publisher: Publisher; targets: Targets }> => {
    const { context, preset } = rig.connect(wrap);
    return { publisher: (await row.load(context))(preset), targets: wrap(rig.ledger) };
  };
  const publish = async (item: Publication, { wrap = untouched, signal = never() }: Ways = {}) => {
    await rig.prepare(item);
    const { publisher, targets } = await open(wrap);
    const job = { key, publisher, publication: item, progress: () => {}, signal };
    return publishTarget({ targets, clock })(job);
  };
  const ask = async (): Promise<Target | undefined> => {
    const publications = { send: async () => {} };
    await requestTakeBack({ targets: rig.ledger, publications, clock })(subject);
    return rig.ledger.find(key);
  };
  const takeBack = async (target: Target | undefined, wrap = untouched) => {
    const { publisher, targets } = await open(wrap);
    if (target) await takeBackTarget({ targets })(target, publisher);
  };
  return {
    key,
    subject,
    open,
    publish,
    ask,
    takeBack,
    rowNow: () => rig.ledger.find(key),
    item: (mark: string, more?: Partial<Publication>) => marked(subject, mark, more),
  };
}

type World = ReturnType<typeof world>;

/** More than the longest piece of work has, so that a test which never ends does. */
const MOST_CALLS = 200;

async function atCalls(step: number, work: (calls: number) => Promise<boolean>) {
  for (let calls = 0; calls < MOST_CALLS; calls += step) {
    if (!(await work(calls))) return;
  }
  throw new Error('It makes more calls than anybody waits for.');
}

/** What every platform of an index promises, through its row alone. */
export function describePlatform(
  name: string,
  row: PlatformRow,
  startRig: () => Promise<PlatformRig>,
) {
  let rig: PlatformRig;
  beforeAll(async () => {
    rig = await startRig();
  });
  afterAll(() => rig.stop());
  const newWorld = () => world(rig, row);

  /** One thing to be found, and it is what the ledger says. */
  async function expectShown(made: World, mark: string) {
    const shown = await rig.shown(made.subject);
    expect(shown).toHaveLength(1);
    expect(shown[0]?.text).toContain(`${mark} of ${made.subject.id}.`);
    expect(await made.rowNow()).toMatchObject({ status: 'UPLOADED', contentHash: mark });
  }

  async function expectNothing(made: World) {
    expect(await rig.traces(made.subject)).toEqual([]);
    expect(await made.rowNow()).toBeUndefined();
  }

  describe(`publishing to ${name}`, () => {
    test('people find it at the address that the ledger keeps', async () => {
      const made = newWorld();
      const url = await made.publish(made.item('first'));
      await expectShown(made, 'first');
      expect(URL.canParse(url)).toBe(true);
      expect(await made.rowNow()).toMatchObject({ url });
    });

    test('unchanged it changes nothing', async () => {
      const made = newWorld();
      const url = await made.publish(made.item('first'));
      const [before, traces] = [await made.rowNow(), await rig.traces(made.subject)];
      expect(await made.publish(made.item('first'))).toBe(url);
      expect(await made.rowNow()).toEqual(before);
      expect(await rig.traces(made.subject)).toEqual(traces);
    });

    test('changed it takes the place of what stood', async () => {
      const made = newWorld();
      await made.publish(made.item('first'));
      const traces = await rig.traces(made.subject);
      await made.publish(made.item('second'));
      await expectShown(made, 'second');
      expect(await rig.traces(made.subject)).toHaveLength(traces.length);
    });

    test('two subjects of a workspace do not touch each other', async () => {
      const made = newWorld();
      const other = world(rig, row, { ...newSubject(), workspaceId: made.subject.workspaceId });
      await Promise.all([made.publish(made.item('first')), other.publish(other.item('first'))]);
      await other.takeBack(await other.ask());
      await expectNothing(other);
      await expectShown(made, 'first');
    });

    test('its limits are kept, whatever the words', async () => {
      const made = newWorld();
      const long = 'Wörter & <Zeichen> 😀 “ohne” Ende '.repeat(1500);
      const words = metadata({ display_name: long, title: [long], description: [long] });
      await made.publish(made.item('first', { metadata: words }));
      await expectShown(made, 'first');
      const [{ title, description } = { title: '', description: '' }] = await rig.shown(
        made.subject,
      );
      const { limits } = row;
      expect(title).toContain('Wörter');
      expect(limits.title.measure(title)).toBeLessThanOrEqual(limits.title.most);
      expect(description).toContain('Wörter');
      expect(limits.description.measure(description)).toBeLessThanOrEqual(limits.description.most);
    });

    test('settling twice is settling once', async () => {
      const made = newWorld();
      await made.publish(made.item('first'));
      await made.publish(made.item('second'));
      const { publisher } = await made.open(untouched);
      const target = await made.rowNow();
      if (target) await Promise.all([publisher.settle(target), publisher.settle(target)]);
      await expectShown(made, 'second');
    });

    test.each([{ answerLost: false }, { answerLost: true }])(
      'after a death at any call it goes on to one whole publication %j',
      async ({ answerLost }) => {
        await atCalls(rig.step, async calls => {
          const made = newWorld();
          await made.publish(made.item('first'));
          const { wrap, survived } = dying(calls, answerLost);
          await made.publish(made.item('second'), { wrap }).catch(() => {});
          await made.publish(made.item('second'));
          await expectShown(made, 'second');
          return !survived();
        });
      },
    );

    test('after a death in its first attempt there is one, not two', async () => {
      await atCalls(rig.step, async calls => {
        const made = newWorld();
        const { wrap, survived } = dying(calls, true);
        await made.publish(made.item('first'), { wrap }).catch(() => {});
        expect((await rig.shown(made.subject)).length).toBeLessThan(2);
        await made.publish(made.item('first'));
        await expectShown(made, 'first');
        return !survived();
      });
    });

    test('an attempt that is overtaken at any call gives way', async () => {
      await atCalls(rig.step, async calls => {
        const made = newWorld();
        await made.publish(made.item('first'));
        const newer = () => made.publish(made.item('third'));
        const { wrap, happened } = interrupted(calls, newer);
        await made.publish(made.item('second'), { wrap }).catch(() => {});
        await expectShown(made, String((await made.rowNow())?.contentHash));
        return happened();
      });
    });

    test('cancelled before it begins it touches nothing', async () => {
      const made = newWorld();
      const cancelled = made.publish(made.item('first'), { signal: AbortSignal.abort() });
      await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
      expect(await rig.traces(made.subject)).toEqual([]);
    });

    test('cancelled at any call it can be published later, once', async () => {
      await atCalls(rig.step, async calls => {
        const made = newWorld();
        const controller = new AbortController();
        const { wrap, happened } = interrupted(calls, async () => controller.abort());
        await made.publish(made.item('first'), { wrap, signal: controller.signal }).catch(() => {});
        await made.publish(made.item('first'));
        await expectShown(made, 'first');
        return happened();
      });
    });
  });

  describe(`taking back from ${name}`, () => {
    test('nothing of it is left', async () => {
      const made = newWorld();
      await made.publish(made.item('first'));
      await made.publish(made.item('second'));
      await made.takeBack(await made.ask());
      await expectNothing(made);
    });

    test('twice, also at the same time, is once', async () => {
      const made = newWorld();
      await made.publish(made.item('first'));
      const target = await made.ask();
      await Promise.all([made.takeBack(target), made.takeBack(target)]);
      await made.takeBack(target);
      await expectNothing(made);
    });

    test('what nobody published is no error', async () => {
      const made = newWorld();
      await rig.ledger.announce(made.key, clock());
      await made.takeBack(await made.ask());
      await expectNothing(made);
    });

    test('too late it leaves what was published since', async () => {
      const made = newWorld();
      await made.publish(made.item('first'));
      const target = await made.ask();
      await made.takeBack(target);
      await made.publish(made.item('second'));
      await made.takeBack(target);
      await expectShown(made, 'second');
    });

    test('at any call of a later publication it leaves that one whole', async () => {
      await atCalls(rig.step, async calls => {
        const made = newWorld();
        await made.publish(made.item('first'));
        const target = await made.ask();
        const { wrap, happened } = interrupted(calls, () => made.takeBack(target));
        // Where it comes before the new attempt has its row, that attempt has to be made again.
        await made.publish(made.item('second'), { wrap }).catch(() => {});
        await made.publish(made.item('second'));
        await expectShown(made, 'second');
        return happened();
      });
    });

    test('a publication that finds it half done ends it first', async () => {
      await atCalls(rig.step, async calls => {
        const made = newWorld();
        await made.publish(made.item('first'));
        const target = await made.ask();
        const { wrap, survived } = dying(calls);
        await made.takeBack(target, wrap).catch(() => {});
        await made.publish(made.item('second'));
        await expectShown(made, 'second');
        await made.takeBack(await made.ask());
        await expectNothing(made);
        return !survived();
      });
    });

    test.each([{ answerLost: false }, { answerLost: true }])(
      'after a death at any call the next one ends it %j',
      async ({ answerLost }) => {
        await atCalls(rig.step, async calls => {
          const made = newWorld();
          await made.publish(made.item('first'));
          const target = await made.ask();
          const { wrap, survived } = dying(calls, answerLost);
          await made.takeBack(target, wrap).catch(() => {});
          await made.takeBack(await made.rowNow());
          await expectNothing(made);
          return !survived();
        });
      },
    );

    test('an attempt that goes on after it leaves nothing behind', async () => {
      await atCalls(rig.step, async calls => {
        const made = newWorld();
        await made.publish(made.item('first'));
        const { wrap, happened } = interrupted(calls, async () => made.takeBack(await made.ask()));
        await made.publish(made.item('second'), { wrap }).catch(() => {});
        // It may have come before the attempt began: then that is a new publication.
        if (await made.rowNow()) await expectShown(made, 'second');
        else await expectNothing(made);
        return happened();
      });
    });
  });
}
