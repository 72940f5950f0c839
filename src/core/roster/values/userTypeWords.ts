import { USER_TYPES, type UserType } from './userType.ts';

/**
 * What the server's own exports call the user types, by the code of the language: in the order of {@link USER_TYPES}, with `|` between
 * them, nothing where the language has no word. The texts are those of Kolibri 0.19.5 (MIT licence), from its translations.
 */
export const TYPE_LABELS: Readonly<Record<string, string>> = {
  ar: 'المتعلّم|المشرف|مدرّب مَرفق تعليمي|مدرب صفّ دراسي',
  'bg-bg': 'Ученик|Администратор|Учител на институцията|Учител на класа',
  'bn-bd': 'শিক্ষার্থী|অ্যাডমিন|ফ্যাসিলিটির প্রশিক্ষক|শ্রেণীর প্রশিক্ষক',
  de: 'Lerner|Administrator|Trainer der Einrichtung|Trainer der Klasse',
  el: 'Εκπαιδευόμενος|Διαχειριστής|Εκπαιδευτής στο εκπαιδευτικό πλαίσιο|Εκπαιδευτής τάξης',
  en: 'Learner|Admin|Facility coach|Class coach',
  'es-es': 'Estudiante|Administrador|Tutor del centro educativo|Tutor de la clase',
  'es-419': 'Estudiante|Administrador|Tutor del centro educativo|Tutor del grupo',
  fa: 'دانش‌آموز|مدیر سایت|مربی مرکز|مربی کلاس',
  'fr-fr': "Apprenant|Administrateur|Éducateur de l'établissement|Éducateur de classe",
  'ff-cm': 'Pukaraajo|Dawroowo|Jannginoowo wuro bote|Jannginoowo suudu janngirde',
  'gu-in': 'શીખનારાઓ|એડમિન|સુવિધા કોચ|વર્ગખંડ કોચ',
  ha: 'Mai koyo|Mai gudanarwa|Malamin cibiya|Malamin aji',
  'hi-in': 'शिक्षणार्थी/पाठक|एडमिन|सुविधा का कोच|कोच की कक्षा',
  ht: 'Elèv|Administratè|Pwofesè etablisman|Pwofesè kou a',
  id: 'Pelajar||Pelatih fasilitas|Pelatih kelas',
  it: 'Studente|Amministratore|Insegnante della struttura|Insegnante classe',
  ka: 'მოსწავლე|ადმინ.|დაწესებულების მწვრთნელი|კლასის მწვრთნელი',
  km: 'អ្នកសិក្សា|អ្នកគ្រប់គ្រង|គ្រូប្រចាំទីតាំង|គ្រូក្នុងថ្នាក់',
  ko: '학생|운영자|기관 코치|수업 코치',
  mr: 'विद्यार्थी|अॅडमिन|सुविधा प्रशिक्षक|वर्ग प्रशिक्षक',
  my: 'သင်ယူသူ|ကြီးကြပ်သူ|Facility နည်းပြ|အတန်း နည်းပြ',
  ny: 'Wophunzira|Adimini|Kochi wa bungwe|Kochi wa kalasi',
  pa: 'ਸਿੱਖਣ ਵਾਲੇ|ਐਡਮਿਨ|ਸਹੂਲਤ ਕੋਚ|ਕਲਾਸ ਕੋਚ',
  'pt-br': 'Estudante|Administrador|Professor da Instituição|Professor da classe',
  'pt-mz': 'Aluno|Administrador|Facilitador da Instituição|Facilitador de turma',
  'sw-tz': 'Mwanafunzi|Msimamizi|Mwalimu wa kituo cha mafunzo|Mwalimu wa darasa',
  te: 'నేర్చుకునేవాళ్లు|పరిపాలకుడు|సదుపాయం శిక్షకులు|తరగతి శిక్షకులు',
  uk: 'Учень|Адміністратор|Інструктор закладу|Інструктор класу',
  'ur-pk': 'طالب|منتظم|سہولت کوچ|کلاس کوچ',
  vi: 'Học viên|Quản trị viên|Giáo viên địa điểm|Giáo viên lớp học',
  yo: 'Akẹ́kọ̀ọ́|Alábójútó|Olùkọ́ ohun elò|Olùkọ́ kíláásì',
  'zh-hans': '学生|管理员|助教|班级教师',
};

const COACHES: readonly UserType[] = ['CLASS_COACH', 'FACILITY_COACH'];

/** What people write for the user types. */
const COMMON: readonly (readonly [string, readonly UserType[]])[] = [
  ['student', ['LEARNER']],
  ['pupil', ['LEARNER']],
  ['teacher', COACHES],
  ['coach', COACHES],
  ['tutor', COACHES],
  ['administrator', ['ADMIN']],
  ['superuser', ['ADMIN']],
];

let byWord: ReadonlyMap<string, readonly UserType[]> | undefined;

/** Words for the user types, in small letters, with those that may be meant; the likeliest first. */
export function userTypeWords(): ReadonlyMap<string, readonly UserType[]> {
  return (byWord ??= allWords());
}

function allWords(): ReadonlyMap<string, readonly UserType[]> {
  const words = new Map(COMMON);
  for (const type of USER_TYPES) words.set(type.toLowerCase(), [type]);
  for (const labels of Object.values(TYPE_LABELS)) {
    labels.split('|').forEach((label, index) => {
      const word = label.toLowerCase();
      const type = USER_TYPES[index];
      if (type !== undefined && word !== '' && !words.has(word)) words.set(word, [type]);
    });
  }
  return words;
}
