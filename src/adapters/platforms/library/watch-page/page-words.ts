const en = {
  library: 'Library',
  newestFirst: 'Newest first',
  empty: 'Nothing has been published yet.',
  feed: 'RSS feed',
  skipToTranscript: 'Skip to the transcript',
  speed: 'Speed',
  chapters: 'Chapters',
  downloads: 'Downloads',
  video: 'Video',
  audio: 'Audio',
  transcript: 'Transcript',
  noSpeech: 'No speech was found in this recording.',
  search: 'Search the transcript',
  searchHint: 'Search… ( / )',
  previous: 'Previous match',
  next: 'Next match',
  noMatch: 'No match',
  matchOf: '{n} of {count}',
  follow: 'Back to the current place',
  playFrom: 'Play from {time}',
  seek: 'Seek',
  timeOf: '{time} of {total}',
  captionsOn: 'Captions on',
  captionsOff: 'Captions off',
  share: 'Share',
  link: 'Link',
  startAt: 'Start at {time}',
  copyLink: 'Copy link',
  copied: 'Copied',
  close: 'Close',
  save: 'Save',
  copyText: 'Copy the text',
  text: 'Text',
  keyboard: 'Keyboard shortcuts',
  keysOn: 'Use these keys on this page',
  space: 'Space',
  keyPlay: 'Play or pause',
  keyTen: '10 seconds back or on',
  keyFive: '5 seconds back or on',
  keySpeed: 'Slower or faster',
  keyMute: 'Sound on or off',
  keyFullscreen: 'Full screen',
  keyCaptions: 'Captions on or off',
  keyHelp: 'This list',
  changed: 'This recording was updated. Load the page again to watch it.',
  unplayable: 'Your browser can not play this recording; you can download it below.',
};

export type PageWords = Record<keyof typeof en, string>;

const ru: PageWords = {
  library: 'Библиотека',
  newestFirst: 'Сначала новые',
  empty: 'Пока ничего не опубликовано.',
  feed: 'RSS-лента',
  skipToTranscript: 'Перейти к расшифровке',
  speed: 'Скорость',
  chapters: 'Главы',
  downloads: 'Скачать',
  video: 'Видео',
  audio: 'Аудио',
  transcript: 'Расшифровка',
  noSpeech: 'В этой записи не найдено речи.',
  search: 'Поиск по расшифровке',
  searchHint: 'Поиск… ( / )',
  previous: 'Предыдущее совпадение',
  next: 'Следующее совпадение',
  noMatch: 'Не найдено',
  matchOf: '{n} из {count}',
  follow: 'К текущему месту',
  playFrom: 'Смотреть с {time}',
  seek: 'Перемотка',
  timeOf: '{time} из {total}',
  captionsOn: 'Субтитры включены',
  captionsOff: 'Субтитры выключены',
  share: 'Поделиться',
  link: 'Ссылка',
  startAt: 'Начать с {time}',
  copyLink: 'Скопировать ссылку',
  copied: 'Скопировано',
  close: 'Закрыть',
  save: 'Сохранить',
  copyText: 'Скопировать текст',
  text: 'Текст',
  keyboard: 'Горячие клавиши',
  keysOn: 'Использовать эти клавиши на странице',
  space: 'Пробел',
  keyPlay: 'Пуск или пауза',
  keyTen: 'На 10 секунд назад или вперёд',
  keyFive: 'На 5 секунд назад или вперёд',
  keySpeed: 'Медленнее или быстрее',
  keyMute: 'Звук включить или выключить',
  keyFullscreen: 'Во весь экран',
  keyCaptions: 'Субтитры включить или выключить',
  keyHelp: 'Этот список',
  changed: 'Запись обновлена. Загрузите страницу ещё раз, чтобы смотреть.',
  unplayable: 'Браузер не может воспроизвести запись; её можно скачать ниже.',
};

const LANGUAGES: Record<string, PageWords> = { en, ru };

/** Words of the page itself: in the recording's language where they were translated. */
export function pageWords(language: string | undefined | null) {
  const words = language ? LANGUAGES[language] : undefined;
  return words && language ? { words, pageLanguage: language } : { words: en, pageLanguage: 'en' };
}

/** A language by its own name: `Русский`. */
export function languageName(language: string) {
  const names = new Intl.DisplayNames([language], { type: 'language', fallback: 'code' });
  const name = names.of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
