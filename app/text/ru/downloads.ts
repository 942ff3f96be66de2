/** A month's figures as files. */
export const downloads = {
  title: 'Скачать',
  files: {
    xlsx: 'Сводка в Excel: итоги, школы, изменения, методика',
    csv: 'Школы и показатели в CSV',
    json: 'Все показатели в JSON, для программ',
  },
};
