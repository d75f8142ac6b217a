"""Names as they are common among people of many origins, by the language that the invented person is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Names(NamedTuple):
    given: tuple[str, ...]
    family: tuple[str, ...]


def _names(given: str, family: str) -> Names:
    return Names(tuple(given.split()), tuple(family.split()))


NAMES: Mapping[str, Names] = {
    "de": _names(
        "Anna Jonas Lena Paul Marie Lukas Sophie Felix Laura Maximilian Katharina Stefan Sabine Thomas Monika Andreas"
        " Petra Michael Julia Tobias Claudia Martin Ingrid Jürgen Heike Günther",
        "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Bauer Richter Klein Wolf"
        " Neumann Schwarz Zimmermann Braun Krüger Hartmann Lange Werner Krause Lehmann Weiß",
    ),
    "tr": _names(
        "Ayşe Mehmet Fatma Mustafa Emine Ahmet Elif Özgür Zeynep Hüseyin Hatice İbrahim Gül Murat Derya Emre Selin"
        " Kemal Nurten Çağla Serkan Yasemin Uğur Meryem",
        "Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç"
        " Kurt Özkan Şimşek Polat Güneş Erdoğan Aksoy",
    ),
    "ar": _names(
        "Fatima Omar Layla Khaled Nour Youssef Rania Mahmoud Amira Tarek Salma Bassam Hanan Walid Dina Samir Rima"
        " Anas Lina Fadi Hiba Ziad Mona Karim",
        "Haddad Khalil Nasser Mansour Saleh Hamdan Darwish Khoury Aziz Barakat Shaheen Issa Sabbagh Najjar Hussein"
        " Qasem Zaidan Halabi Masri Shami Jaber Odeh Rahal Taha",
    ),
    "uk": _names(
        "Oksana Andrij Iryna Bohdan Olena Taras Natalija Mykola Switlana Ostap Kateryna Wolodymyr Julija Dmytro Halyna"
        " Maksym Sofija Jaroslaw Ljudmyla Roman Tetjana Stepan Marta Oleh",
        "Schewtschenko Kowalenko Bondarenko Tkatschenko Krawtschenko Melnyk Bojko Lyssenko Marchenko Rudenko"
        " Petrenko Moros Hontschar Pawlenko Klymenko Lewtschenko Kostenko Hawrylenko Romanenko Panasjuk Sydorenko",
    ),
    "ru": _names(
        "Olga Sergej Tatjana Dmitrij Jelena Alexej Swetlana Wladimir Marina Igor Ljubow Pawel Nadeschda Viktor Galina"
        " Anatolij Irina Nikolaj Larissa Konstantin Valentina Oleg",
        "Iwanow Smirnow Kusnezow Popow Wassiljew Petrow Sokolow Michajlow Nowikow Fjodorow Morosow Wolkow Alexejew"
        " Lebedew Semjonow Pawlow Kozlow Stepanow Orlow Makarow Sacharow Below",
    ),
    "prs": _names(
        "Zahra Ahmad Maryam Reza Shabnam Farid Nilufar Jawad Parisa Hamid Laila Mirwais Soraya Naser Roya Habib Shirin"
        " Ali Golnar Wahid Masuda Omid",
        "Ahmadi Rahimi Karimi Hosseini Mohammadi Noori Haidari Sharifi Azizi Rezai Amiri Habibi Sultani Yusufi Nazari"
        " Akbari Hakimi Qaderi Mirzai Ebrahimi Samadi Popal",
    ),
    "ku": _names(
        "Berîvan Azad Rojda Hêvî Dilan Serhat Zîn Baran Nalîn Rêzan Evîn Şiyar Gulîstan Kawa Jiyan Welat Sozdar Ciwan"
        " Rûken Mîrza",
        "Bozan Sido Hesso Osman Alo Mamo Shekho Kobani Amedi Barzan Zebari Temo Resho Kalo Mirkan Doski Silêman Hemo"
        " Berzinci Xelîl",
    ),
    "fa": _names(
        "Nasrin Kamran Shadi Behzad Mahsa Arash Leyli Siamak Mitra Dariush Azadeh Cyrus Bahar Farhad Sahar Kaveh"
        " Pouya Elham Babak",
        "Tehrani Shirazi Farahani Moradi Jafari Kazemi Rostami Ghorbani Sadeghi Bagheri Heydari Rahmani Zamani Nikzad"
        " Parsa Esfahani Yazdi Golzar Soltani Navidi",
    ),
    "ti": _names(
        "Selam Tesfay Abeba Berhane Letebrhan Yonas Mihret Filmon Senait Kidane Rahwa Samuel Freweyni Dawit Helen"
        " Haben Tsega Merhawi Zufan Bereket",
        "Tesfamariam Gebremedhin Haile Kiflay Weldu Abraha Mehari Ghebreyesus Tekle Habte Kidanemariam Asmerom Negash"
        " Zerai Fesshaye Berhe Woldegiorgis Araya Tsegay Hagos",
    ),
    "so": _names(
        "Hodan Abdirahman Ifrah Mohamud Sahra Abdullahi Ayaan Liban Fartun Guled Halima Warsame Deeqa Yusuf Nimo Bashir"
        " Idil Jamal Asha Mukhtar",
        "Warsame Farah Abdi Hersi Jama Nur Elmi Duale Aden Ismail Osoble Roble Hirsi Samatar Guleid Mohamoud Egal"
        " Shire Barre Omaar",
    ),
    "pl": _names(
        "Agnieszka Piotr Małgorzata Krzysztof Ewa Tomasz Joanna Marcin Magdalena Paweł Barbara Grzegorz Zofia Łukasz"
        " Wanda Jarosław Beata Wojciech Kinga Mateusz",
        "Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Mazur"
        " Jankowski Kwiatkowski Krawczyk Piotrowski Grabowski Pawłowski Michalski Król",
    ),
    "ro": _names(
        "Andreea Ion Mihaela Vasile Elena Gheorghe Ioana Constantin Cristina Florin Gabriela Bogdan Raluca Simona"
        " Ștefan Adriana Răzvan Doina Cătălin",
        "Popescu Ionescu Popa Pop Radu Dumitru Stan Stoica Gheorghiu Matei Ciobanu Ionița Rusu Constantinescu Marin"
        " Tudor Dobre Barbu Nistor Florea",
    ),
    "bg": _names(
        "Elitsa Georgi Desislava Dimitar Radka Stoyan Milena Plamen Yordanka Hristo Snezhana Kiril Violeta Boyko"
        " Tsvetana Nikolay Rositsa Asen Maya Krum",
        "Ivanova Georgiev Dimitrov Petkov Nikolov Hristov Todorov Stoyanov Angelov Kolev Marinov Iliev Vasilev Stefanov"
        " Atanasov Yordanov Mihaylov Kostov Popov Tsvetkov",
    ),
    "it": _names(
        "Giulia Francesco Chiara Alessandro Francesca Lorenzo Martina Matteo Silvia Salvatore Rosa Giuseppe Carmela"
        " Antonio Concetta Vincenzo Paola Domenico Lucia Calogero",
        "Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti Caruso Mancini Costa"
        " Giordano Rizzo Lombardi Moretti",
    ),
    "sq": _names(
        "Arta Besnik Drita Fatos Teuta Agron Vjosa Ilir Mimoza Burim Lumnije Valon Shpresa Arben Blerta Driton Fjolla"
        " Luan Edona Skënder",
        "Krasniqi Berisha Gashi Hoxha Shala Rexhepi Morina Kelmendi Bytyqi Thaçi Hasani Osmani Zeqiri Ahmeti Salihu"
        " Bajrami Jashari Kastrati Selmani Maloku",
    ),
    "bs": _names(
        "Amina Adnan Lejla Emir Jasmina Mirza Selma Haris Aida Nermin Dženana Senad Merima Edin Alma Damir Sabina"
        " Almir Indira Zlatan",
        "Hodžić Begić Delić Hadžić Mujić Omerović Suljić Kovačević Halilović Softić Imamović Čaušević Ibrahimović Alić"
        " Memić Dedić Smajić Salkić Husić Karić",
    ),
    "vi": _names(
        "Linh Minh Thảo Hùng Mai Quang Hương Tuấn Lan Đức Ngọc Dũng Hạnh Nam Trang Long Phương Sơn Thu Khánh",
        "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mạc Cao Tạ Lương",
    ),
    "fr": _names(
        "Aminata Moussa Fatoumata Ibrahima Aïcha Cheikh Mariam Ousmane Awa Sékou Adjoua Kouassi Binta Lamine Nafissatou"
        " Mamadou Clémence Désiré Grâce Thierry",
        "Diallo Traoré Diop Ndiaye Koné Camara Ba Sow Coulibaly Touré Kouamé Cissé Keita Sylla Fofana Barry Mbaye"
        " Ouédraogo Sarr Bamba",
    ),
    "en": _names(
        "Blessing Emeka Ngozi Chinedu Grace Tunde Precious Kwame Abena Kofi Joy Samuel Patience Obinna Esther Emmanuel"
        " Comfort Daniel Mercy Victor",
        "Okafor Adeyemi Eze Okonkwo Mensah Owusu Boateng Asante Balogun Nwosu Osei Appiah Ibe Adjei Olawale Chukwu"
        " Amoah Danso Uche Bello",
    ),
    "es": _names(
        "Lucía Carlos Carmen José Isabel Luis Valentina Diego Camila Andrés Mariana Javier Daniela Miguel Paola Rafael"
        " Ximena Sergio Noelia Álvaro",
        "García Rodríguez Martínez López González Pérez Sánchez Ramírez Torres Flores Rivera Gómez Díaz Reyes Morales"
        " Ortiz Castillo Romero Vargas Peña",
    ),
}
"""By code of language; the share of each in the invented town stands in `teilhabe.actors.invented`."""

DISTRICTS = (
    "Altstadt", "Bahnhofsviertel", "Hochschulviertel", "Gründerviertel", "Nordstadt", "Weberviertel", "Hafenviertel",
    "Werksiedlung", "Südhang", "Gartenstadt", "Reiherfeld", "Storchenanger", "Amselkamp", "Ziegelgrund", "Probenau",
    "Mustergrund", "Zirbelhofen", "Fahlenmoor",
)  # fmt: skip
"""The districts of Musterstadt, as its map has them; a test compares."""

STREETS = (
    "Musterstraße", "Probeweg", "Beispielallee", "Am Übungsplatz", "Lindengasse", "Schulstraße", "Bahnhofstraße",
    "Gartenweg", "Weberstraße", "Hafenstraße", "Storchengasse", "Ziegelweg",
)  # fmt: skip
