/** How many days back the present pace of a coverage is reckoned from: four whole weeks. */
export const paceDays = 28;
