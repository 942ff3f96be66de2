/** What two Russian sentences have in common, whatever their endings and order of words. */

/** Lower case, Е for Ё, words alone with one space between: equal texts differ at most in punctuation. */
export function plainText(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What a text is about: its stems without the words that say nothing, those of one meaning as one. */
export function stemsOf(text: string): Set<string> {
  const stems = new Set<string>();
  for (const word of plainText(text).split(' ')) {
    if (word === '' || silent.has(word)) continue;
    const stem = stemOf(word);
    stems.add(meanings.get(stem) ?? stem);
  }
  return stems;
}

/** Words that stand in every other sentence about a journal say half as much as others; that something lacks, even less. */
export function weightOf(stem: string): number {
  return stem === 'нет' ? 0.25 : everywhere.has(stem) ? 0.5 : 1;
}

const shortestStem = 3;
/** The longest ending first. A simple cut: it need not be right, only the same for the same word. */
const endings = (
  'ившись ывшись вшись ующего ующими ующих ующая ующие ующий ющего ющими ющих ющая ющие ющий ивши ывши ' +
  'иями иях ием ией иям ями ами его ого ему ому ыми ими ейте уйте ите ете йте ишь ешь ует уют ила ела ыла яла ' +
  'или ели яли ило ено ена ены ать ить еть ыть ять ает яет ают яют ует ия ие ии ию ье ья ью ьи ев ов ей ой ий ый ая яя ое ее ые ' +
  'ем ам ям ом им ым ах ях их ых ую юю ою ею ит ют ут ил ел ыл'
)
  .split(' ')
  .sort((a, b) => b.length - a.length);

function stemOf(word: string): string {
  const plain = cut(word, ['ся', 'сь']);
  const bare = cut(plain, endings).replace(/[аеиоуыэюяьй]+$/, '');
  const stem = bare.length < shortestStem ? plain : bare;
  return (
    stem
      .replace(/н+$/, 'н')
      // «ошибок» is of «ошибка».
      .replace(/(?<=.{2}[^аеиоуыэюя])[ое]к$/, 'к')
  );
}

function cut(word: string, from: readonly string[]): string {
  const ending = from.find((one) => word.endsWith(one) && word.length - one.length >= shortestStem);
  return ending ? word.slice(0, -ending.length) : word;
}

const silent = new Set(
  (
    'и а но или в во на не с со к ко у о об от до за из по при под над для без через между про что чтобы как который ' +
    'которая которые которое которых это этот эта эти этого все всех всем весь вся их его ее им ими они она он мы вы нам ' +
    'нас был была было были быть есть так также еще уже только очень часто иногда более менее т е др пр ли бы же то тот та те ' +
    'после каждого каждый каждой свой своей своих низкая низкой низкую имеют имеет имеется иметь можно нельзя'
  ).split(' '),
);

/** Stems of one meaning, under the first of them. */
const meanings = new Map(
  [
    'нет отсутств недостаточн недостаток недостатк нехватк хват',
    'медлен скорост тормоз завис зависан долг',
    'интернет сет канал связ',
    'компьютер ноутбук пк техник оборудован',
    'родител родит законн представител',
    'учител педагог преподавател педагогическ',
    'отметк оценк',
    'ученик учащ обуч обучающ дет',
    'школ школьн',
  ].flatMap((line) => {
    const [first = '', ...others] = line.split(' ');
    return others.map((stem) => [stem, first] as const);
  }),
);

const everywhere = new Set('систем работ журнал электрон дневник школ'.split(' '));
