/**
 * Small words that belong to what follows, by language (ISO 639-1): a line should not end on them.
 * Of other languages none are known.
 */
const LEANING = {
  en: `a an the and or but of to in on at by for from with as that which who if than into about
    my your his her its our their this these those is are was were be not no any some every each
    i will would can could should must may might has have had`,
  ru: `и или но а в во на с со к ко у о об от до по за из для при без через над под что как если чтобы
    не ни этот эта это эти мой наш ваш его её их`,
  uk: `і й та але чи а в у на з із зі до від по за для без над під про при через що як якщо щоб
    не ні цей ця це ці мій наш ваш його її їх`,
  pl: `i a ale oraz lub albo ani że żeby jeśli czy w we na z ze do od po za dla bez nad pod o u
    przy przez jak gdy nie mój twój jego jej nasz ten ta te bardzo`,
  de: `der die das den dem des ein eine einen einem einer eines und oder aber denn dass wenn weil
    als wie ob zu zum zur in im an am auf aus bei beim von vom vor mit nach für ohne über unter
    durch gegen um mein dein unser dieser diese dieses diesen nicht kein keine ich er sie wir sehr`,
  nl: `de het een en of maar want dat die als om te in op aan van voor met bij naar uit over door
    onder zonder tegen mijn jouw zijn haar onze dit deze niet geen ik hij we`,
  es: `el la los las un una unos unas y e o u pero ni que si de del a al en con por para sin sobre
    entre desde hasta hacia como cuando donde mi tu su mis tus sus nuestro nuestra este esta estos
    estas ese esa no se me te le lo les nos es son muy más`,
  pt: `o a os as um uma uns umas e ou mas nem que se de do da dos das em no na nos nas ao à com por
    pelo pela para sem sobre entre até como meu minha seu sua nosso nossa este esta esse essa não é
    são muito mais`,
  fr: `le la les un une des du de et ou mais ni que qui si à au aux en dans avec par pour sans sur
    sous entre vers chez comme mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce
    cet cette ces ne je tu il elle on nous vous ils elles se est sont très plus`,
  it: `il lo la i gli le un uno una e o ma né che se di del dello della dei degli delle a al allo
    alla ai agli alle da dal dalla dalle dai in nel nella nelle nei con su sul sulla sulle sui per tra fra come mio tuo suo nostro
    questo questa questi queste non si è sono molto più`,
};

const WORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(LEANING).map(([language, words]) => [language, new Set(words.split(/\s+/))]),
);

export const leansForward = (text: string, language: string) =>
  WORDS.get(language)?.has(text.toLowerCase()) ?? false;
