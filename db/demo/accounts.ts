/** The accounts that a visitor of the demo signs in with, all by one password. */
export const demoPassword = 'svodka-demo-2012';

export const demoAccounts = {
  director: { email: 'director@demo.example', role: 'director', position: 'Директор' },
  responsible: { email: 'responsible@demo.example', role: 'responsible', position: 'Заместитель директора' },
  coordinator: { email: 'coordinator@demo.example', role: 'coordinator', position: 'Муниципальный координатор' },
  analyst: { email: 'analyst@demo.example', role: 'analyst', position: 'Главный специалист' },
  supervisor: { email: 'supervisor@demo.example', role: 'supervisor', position: 'Заместитель министра' },
  methodist: { email: 'methodist@demo.example', role: 'methodist', position: 'Методист' },
  administrator: { email: 'admin@demo.example', role: 'administrator', position: 'Администратор' },
} as const;
