/**
 * What the server's own export writes before each token, by the code of the language: the labels in the order of the columns, with
 * `|` between them (Kolibri protocol, section 5). The texts are those of Kolibri 0.19.5 (MIT licence), from its translations.
 */
export const HEADER_LABELS: Readonly<Record<string, string>> = {
  ar: 'معرف قاعدة البيانات|اسم المستخدم|كلمة المرور|الاسم الكامل|نوع المستخدم|المعرّف|سنة الميلاد|الجنس|إدراج متعلم|تعيين مدرب',
  'bg-bg':
    'База данни ID|Потребителско име|Парола|Пълно име|Вид потребител|Идентификатор|Година на раждане|Пол|Записване на ученик|Учителско назначение',
  'bn-bd':
    'ডেটাবেস আইডি|ব্যবহারকারী নাম|পাসওয়ার্ড|পুরো নাম|ব্যবহারকারীর ধরন|শনাক্তকারী|জন্মসাল|জেন্ডার|শিক্ষার্থীর তালিকাভুক্তি|প্রশিক্ষকের অ্যাসাইনমেন্ট',
  de: 'Datenbank-ID|Benutzername|Passwort|Vollständiger Name|Benutzertyp|Kennung|Geburtsjahr|Geschlecht|Einschreibung des Lernenden|Trainerzuweisung',
  el: 'ID Βάσης Δεδομένων|Όνομα Χρήστη|Κωδικός Πρόσβασης|Ονοματεπώνυμο|Τύπος χρήστη|Αναγνωριστικό|Έτος γέννησης|Φύλο|Εγγραφή εκπαιδευόμενου|Ασκήσεις του εκπαιδευτή',
  en: 'Database ID|Username|Password|Full name|User type|Identifier|Birth year|Gender|Learner enrollment|Coach assignment',
  'es-419':
    'ID de la base de datos|Nombre de usuario|Contraseña|Nombre completo|Tipo de usuario|Identificador|Año de nacimiento|Género|Inscrito como estudiante|Asignado como tutor',
  'es-es':
    'ID de la base de datos|Nombre de usuario|Contraseña|Nombre completo|Tipo de usuario|Identificador|Año de nacimiento|Género|Inscrito como estudiante en|Asignado como tutor a',
  fa: 'شناسه پایگاه داده|نام کاربری|رمز عبور|نام کامل|نوع کاربر|شناسه|سال تولد|جنسیت|ثبت‌نام یادگیرنده|تکالیف مربی',
  'ff-cm':
    'Dantite database|Innde kuutiniroowo|Paltirgel|Inɗe fuu|Iri moye kuutiniroowo|Heftirgel|Hitaande danyarde|Gorko koo debbo|Nastirde pukaraajo|Kuugal jannginoowo',
  'fr-fr':
    "ID de la base de données|Nom d'utilisateur|Mot de passe|Nom complet|Type d'utilisateur|Identifiant|Année de naissance|Sexe|Inscription de l'apprenant|Les devoirs de l'éducateur",
  'gu-in':
    'ડેટાબેઝ ID|વપરાશકર્તા નામ|પાસવર્ડ|પૂરું નામ|વપરાશકર્તા પ્રકાર|ઓળખકર્તા|જન્મનું વર્ષ|લિંગ|વિદ્યાર્થીની નોંધણી|પ્રશિક્ષકને સોંપાયેલું કાર્ય',
  ha: "ID na Kundin Bayanai|Sunan mai amfani|Kalmar sirri|Cikakken suna|Nau'in mai amfani|Mai ganowa|Shekarar haihuwa|Jinsi|Rajistar mai koyo|Mai Aikin Mai Horo",
  'hi-in':
    'डेटाबेस आईडी|उपयोगकर्ता नाम|पासवर्ड|पूरा नाम|यूजर प्रकार|आइडेन्टिफायर|जन्म वर्ष|लिंग|शिक्षार्थी नामांकन|प्रशिक्षक असाइनमेंट',
  ht: 'Idantifyan baz done|Non itilizatè|Modpas|Non konplè|Tip itilizatè|Idantifyan|Ane nesans|Sèks|Enskripsyon aprenan|Atribisyon edikatè',
  id: 'ID database|Nama Pengguna|Kata Sandi|Nama lengkap|Jenis pengguna|Pengidentifikasi|Tahun lahir|Jenis kelamin|Pendaftaran siswa|Penugasan pembinaan',
  it: 'ID Database|Nome Utente|Password|Nome completo|Tipologia utente|Identificatore|Anno di nascita|Genere|Iscrizione dello studente|Assegnazione Insegnante',
  ka: 'მონაცემთა ბაზის ID|მომხმარებლის სახელი|პაროლი|სახელი და გვარი|მომხმარებლის ტიპი|იდენტიფიკატორი|დაბადების წელი|სქესი|მსწავლელთა ჩარიცხვა|მწვრთნელის დანიშნვა',
  km: 'ID ឃ្លាំងផ្ទុកទិន្នន័យ|ឈ្មោះអ្នកប្រើប្រាស់|ពាក្យសម្ញាត់|ឈ្មោះពេញ|ប្រភេទអ្នកប្រើប្រាស់|អត្តសញ្ញាណ|ឆ្នាំកំណើត|ភេទ|ការចុះឈ្មោះរបស់អ្នកសិក្សា|កិច្ចការគ្រូ',
  ko: '데이터베이스 ID|닉네임|비밀번호|성명|사용자 유형|식별정보|출생년도|성별|학생 등록|코치 과제물',
  mr: 'डेटाबेस आयडी|युझरनेम|पासवर्ड|पूर्ण नाव|युझरचा प्रकार|ओळख संकेत|जन्म वर्ष|लिंग|विद्यार्थ्याची नावनोंदणी|प्रशिक्षकाची नेमणूक',
  my: 'ဒေတာဘေ့(စ်) ID|အသုံးပြုသူအမည်|စကားဝှက်|အမည်အပြည့်အစုံ|အသုံးပြုသူအမျိုးအစား|အသိအမှတ်ပြုသူ|မွေးနှစ်သက္ကရာဇ်|ကျား/မ ခံယူချက်|သင်တန်းသားစာရင်းသွင်းမှု|နည်းပြတာဝန်ချထားမှု',
  ny: "Chizindikiro cha Databezi|Dzina lolowera|Nambala ya chinsinsi|Dzina lonse|Mtundu wa akaunti|Chozindikiritsa|Chaka chobadwa|Mwamuna/Mkazi|Kalasi yoti wophunzira alowetsedwe|Zoti m'phunzitsi achite",
  pa: 'ਡਾਟਾਬੇਸ ID|ਯੂਜ਼ਰਨੇਮ|ਪਾਸਵਰਡ|ਪੂਰਾ ਨਾਂਮ|ਯੂਜ਼ਰ ਟਾਈਪ|ਪਛਾਣਕਰਤਾ|ਜਨਮ ਦਾ ਸਾਲ|ਲਿੰਗ|ਸਿਖਿਆਰਥੀ ਦਾਖਲਾ|ਕਲਾਸ ਅਸਾਈਨਮੈਂਟ',
  'pt-br':
    'Identificador ID do banco de dados|Nome de usuário|Senha|Nome completo|Tipo de usuário|Identificador|Ano de nascimento|Gênero|Alunos inscritos|Professores inscritos',
  'pt-mz':
    'Identificação da base de dados|Nome de utilizador|Palavra-passe|Nome completo|Tipo de utilizador|Identificador|Ano de nascimento|Sexo|Alunos inscritos|Facilitadores inscritos',
  'sw-tz':
    'Kitambulisho cha Hifadhidata|Jina la mtumiaji|Nenosiri|Jina kamili|Aina ya mtumiaji|Kitambulisho|Mwaka wa kuzaliwa|Jinsia|Uandikishaji wa wanafunzi|Mgao wa wakufunzi',
  te: 'డేటాబేస్ ID|యూజర్‌నేమ్|పాస్‌వర్డ్|పూర్తి పేరు|వినియోగదారు రకం|గుర్తింపుదారు|పుట్టిన సంవత్సరం|లింగం|అభ్యాసకుల నమోదు|శిక్షకుల కేటాయింపు',
  uk: "ID бази даних|Ім'я користувача|Пароль|Повне ім'я|Тип користувача|Ідентифікатор|Рік народження|Стать|Запис учня|Призначення інструктора",
  'ur-pk':
    'ڈیٹا بیس آئی ڈی|صارف کا نام|پاس ورڈ|پورا نام|صارف کی قسم|شناخت کنندہ|پیدائش کا سال|صنف|سیکھنے والے کا اندراج|کوچ کو سونپی گئی زمہ داری',
  vi: 'ID Cơ sở dữ liệu|Tên người dùng|Mật khẩu|Họ tên|Loại người dùng|Mã định danh|Năm sinh|Giới tính|Học viên ghi danh|Phân công giáo viên',
  yo: 'ÌDÁNIMỌ̀ Oruko ti o wa tele|Orúkọ aṣàmúlò|Ọ̀rọ̀ aṣayàn|Orúkọ lekún rere|Irúfẹ́ aṣàmúlò|Àfidámọ̀|Ọdún ìbí|Abo tàbí akọ|Ìforúkọsílẹ̀ akẹ́kọ̀ọ́|Iṣẹ́ àmúrelé olùkọ́',
  'zh-hans': '数据库 ID|用户名|密码|全名|用户类型|识别号|出生年份|性别|学习者登记|教练作业',
};
