/**
 * The note as it is drafted from an edition's figures. Whatever depends on a figure stands inside of it, so that the words around
 * stay right and true when the figures change.
 */
import type { Figure, Paragraph, Piece, Sections } from '#app/domain/editions/note.ts';
import { type FigureName, figureOf, furtherTargets, type NoteFacts } from '#app/domain/editions/note-figures.ts';
import { type Proposal, proposalsFor } from '#app/domain/editions/note-proposals.ts';

export function draftNote(facts: NoteFacts): Sections {
  const has = (name: FigureName) => figureOf(facts, name) !== null;
  const nothing = (name: FigureName) => {
    const value = figureOf(facts, name);
    return value === null || ('n' in value && value.n === 0);
  };
  return {
    basis: [
      say`Справка составлена по данным сводки за ${f('month', 'acc')}, ${f('edition', 'nom')}: ${f('read', 'sentence')}.`,
      say`Основание: ${f('order', 'nom')} «${f('orderTitle', 'text')}» (${f('orderAuthority', 'text')}).`,
      [
        ...say`Учтены все общеобразовательные организации, открытые на ${f('asOf', 'long')}, с отчётом и без него: ${f('schools', 'nom')}.`,
        ...unless(
          nothing('excluded'),
          say` Не учтены закрытые, ещё не открытые и другие организации: ${f('excluded', 'number')}.`,
        ),
      ],
    ],
    result: [
      ...unless(facts.summary.totals.schoolsWithReport > 0, [
        say`Отчёты по этому приказу школы ещё не сдавали, поэтому охват пока не показывает, как обстоит дело.`,
      ]),
      ...unless(!has('onDay'), [
        [
          ...say`Целевой показатель – ${f('target', 'target')}. К этому дню он ${f('onDay', 'reached')}; ${f('onDay', 'coverage')}.`,
          ...unless(!has('reachedLater'), say` После срока его достигли: ${f('reachedLater', 'names')}.`),
        ],
      ]),
      facts.summary.totals.region.covered.of > 0
        ? say`На ${f('asOf', 'long')} охват составил ${f('covered', 'percent')}: условие приказа выполнено в ${f('covered', 'of')}.`
        : say`На ${f('asOf', 'long')} охват не определён: открытых общеобразовательных организаций нет.`,
      ...unless(!has('reached'), [
        [
          ...(has('onDay')
            ? say`На ${f('asOf', 'long')} показатель ${f('reached', 'reached')}.`
            : say`Целевой показатель – ${f('target', 'target')}. Он ${f('reached', 'reached')}.`),
          ...unless(nothing('needed'), say` До показателя не хватает ${f('needed', 'gen')}.`),
        ],
      ]),
      ...unless(!has('pace'), [say`За последние четыре недели школ в неделю прибавлялось ${f('pace', 'compared')}.`]),
      ...unless(!has('bands'), [say`${F('bandsTitle', 'text')}: ${f('bands', 'list')}.`]),
      ...unless(!has('nextBand'), [say`Следующий коридор – ${f('nextBand', 'next')}.`]),
      ...further(facts),
    ],
    changes: changes(facts, has),
    municipalities: municipalities(facts, has),
    causes: causes(has, nothing),
    timeliness: timeliness(has, nothing),
    proposals: proposals(facts),
  };
}

/** The targets beyond the first of their kind, each in its own words. */
function further(facts: NoteFacts): Paragraph[] {
  return furtherTargets(facts.order).flatMap(({ id, kind, title }): Paragraph[] => {
    const figure = (name: 'covered' | 'onDay' | 'bands', as: string) => ({ figure: `${name}:${id}`, as });
    const has = (name: 'covered' | 'onDay' | 'bands') => figureOf(facts, `${name}:${id}`) !== null;
    if (kind === 'bands') return unless(!has('bands'), [say`${title}: ${figure('bands', 'list')}.`]);
    return unless(!has('covered'), [
      [
        ...say`Ещё один показатель приказа – «${title}»: на ${f('asOf', 'long')} его выполнили ${figure('covered', 'full')}.`,
        ...unless(!has('onDay'), say` К своему дню он ${figure('onDay', 'reached')}; ${figure('onDay', 'coverage')}.`),
      ],
    ]);
  });
}

function changes({ changesKnown }: NoteFacts, has: (name: FigureName) => boolean): Paragraph[] {
  if (!changesKnown) return [say`Этот выпуск составлен раньше, чем сводка стала считать изменения за месяц.`];
  return [
    ...(has('monthBefore')
      ? [
          [
            ...say`По сравнению с ${f('monthBefore', 'ins')} охват ${f('coveredMoved', 'change')}.`,
            ...unless(
              !has('metMoved'),
              say` Муниципалитетов, где целевой показатель достигнут, ${f('metMoved', 'counts')}.`,
            ),
          ],
          say`Стали выполнять условие приказа: ${f('gained', 'counted')}. Перестали его выполнять: ${f('lost', 'counted')}.`,
          ...unless(!has('risen'), [say`Больше других прибавили: ${f('risen', 'list')}.`]),
          ...unless(!has('fallen'), [say`Охват снизился: ${f('fallen', 'list')}.`]),
        ]
      : [say`Сводки за предыдущий месяц нет: сравнивать не с чем.`]),
    ...unless(!has('editionBefore'), [
      say`По сравнению с ${f('editionBefore', 'ins')} за этот же месяц ${f('differs', 'sentence')}.`,
    ]),
  ];
}

function municipalities(facts: NoteFacts, has: (name: FigureName) => boolean): Paragraph[] {
  const counted = facts.summary.totals.municipalities.filter(({ covered }) => covered.of > 0);
  const [only] = counted;
  if (!only) return [say`Открытых общеобразовательных организаций в муниципалитетах нет.`];
  if (counted.length === 1) {
    return [say`Школы есть в одном муниципалитете: ${{ figure: `municipality:${only.id}`, as: 'list' }}.`];
  }
  if (!has('best')) return [say`Охват во всех муниципалитетах одинаков: ${f('covered', 'percent')}.`];
  return [
    say`Наибольший охват: ${f('best', 'list')}.`,
    has('furthest')
      ? say`Дальше всего от целевого показателя: ${f('furthest', 'list')}.`
      : say`Наименьший охват: ${f('lowest', 'list')}.`,
    ...unless(!has('behindPlan'), [
      say`Отстают от собственного плана (указано, на сколько школ): ${f('behindPlan', 'list')}.`,
    ]),
  ];
}

function causes(has: (name: FigureName) => boolean, nothing: (name: FigureName) => boolean): Paragraph[] {
  return [
    ...unless(!has('unsolved'), [
      nothing('unsolved')
        ? say`Нерешённых проблем – ${f('unsolved', 'number')}.`
        : say`Нерешённых проблем – ${f('unsolved', 'number')}, школ с такими проблемами – ${f('schoolsWithProblems', 'number')}. Чаще всего школы называют: ${f('frequentProblems', 'list')}.`,
    ]),
    ...unless(has('unsolved'), [say`О проблемах форма отчёта по этому приказу не спрашивает.`]),
    ...unless(!has('returned'), [
      [
        ...say`Возвратов отчётов на доработку за ${f('month', 'acc')} – ${f('returned', 'number')}`,
        ...unless(!has('frequentReturns'), say`; причины: ${f('frequentReturns', 'list')}`),
        '.',
      ],
    ]),
  ];
}

function timeliness(has: (name: FigureName) => boolean, nothing: (name: FigureName) => boolean): Paragraph[] {
  const excused = unless(nothing('excused'), [
    say`Отчётов, которые по решениям не требуются, – ${f('excused', 'number')}; среди ожидаемых их нет.`,
  ]);
  if (!has('reported')) return [say`Отчётов, срок которых наступил бы за ${f('month', 'acc')}, не было.`, ...excused];
  return [
    [
      ...say`Отчётов, срок которых наступил за ${f('month', 'acc')}, – ${f('owed', 'number')}. Сдано – ${f('reported', 'full')}, из всех ожидаемых впервые в срок – ${f('onTime', 'full')}`,
      ...unless(
        !has('onTimeOriginally'),
        say`, в срок по первоначальной дате приказа – ${f('onTimeOriginally', 'full')}`,
      ),
      '.',
    ],
    ...unless(!has('accepted'), [
      say`Координаторы приняли ${f('accepted', 'full')}; принятая версия сдана в срок – ${f('acceptedOnTime', 'full')}.`,
    ]),
    [
      ...say`${F('missing', 'sentence')}`,
      ...unless(!has('missingIn'), say`, больше всего таких школ: ${f('missingIn', 'list')}`),
      '.',
    ],
    ...excused,
  ];
}

const proposed: Record<Proposal, Paragraph> = {
  behindTarget: say`Муниципалитетам, где целевой показатель не достигнут (${f('furthest', 'names')}), представить меры и сроки, в которые он будет достигнут: до показателя не хватает ${f('needed', 'gen')}.`,
  behindPlan: say`Муниципалитетам, где школ охвачено меньше, чем ими запланировано на этот день (${f('behindPlan', 'names')}), сообщить, как отставание будет восполнено, или уточнить план.`,
  fallen: say`Выяснить причины у школ, которые перестали выполнять условие приказа: ${f('lost', 'number')}.`,
  missing: say`Муниципальным координаторам добиться отчёта от каждой школы, которая его не сдала: это ${f('missing', 'nom')}.`,
  idleReviewers: say`Муниципальным координаторам завершить проверку сданных отчётов. Больше половины не принято здесь (указано, сколько): ${f('idleIn', 'list')}.`,
  extensions: say`При назначении сроков учесть, что в срок благодаря переносу или продлению сдано отчётов – ${f('extended', 'number')}.`,
  sharedProblems: say`Вынести на обсуждение с поставщиками систем общие проблемы школ: ${f('frequentProblems', 'names')}.`,
  returns: say`Разъяснить школам, за что возвращают отчёты: ${f('frequentReturns', 'names')}.`,
};

function proposals(facts: NoteFacts): Paragraph[] {
  const paragraphs = proposalsFor(facts).map((proposal) => proposed[proposal]);
  return paragraphs.length > 0
    ? paragraphs
    : [say`Продолжить ежемесячный мониторинг; других мер по данным сводки не требуется.`];
}

function f(figure: FigureName, as: string): Figure {
  return { figure, as };
}

/** Where the figure begins the sentence. */
function F(figure: FigureName, as: string): Figure {
  return { figure, as, capital: true };
}

function say(words: TemplateStringsArray, ...pieces: Piece[]): Paragraph {
  return words.flatMap((part, at): Piece[] => {
    const piece = pieces[at];
    return [...(part === '' ? [] : [part]), ...(piece ? [piece] : [])];
  });
}

function unless<T>(absent: boolean, said: T[]): T[] {
  return absent ? [] : said;
}
