#include <sne/interface_reader.hpp>

#include <algorithm>
#include <array>
#include <utility>

#include <expat.h>

#include "household_draft.hpp"

namespace sne {

namespace {

constexpr std::string_view interface_namespace = "http://nuu.application.i2/";
constexpr char separator = '|';  // between the namespace and the name: no name holds it

/// What an element means here.
enum class Means : std::uint8_t {
  branch,       // read through
  passed_over,  // known, and of no use here or about a person's identity: nothing under it is read
  file_day, number, demand, applicant, co_holder, dependant, in_custody, unborn,
  born, nationality, status, tie, parent_tie, custody, contract,
  year_1, amount_1, year_2, amount_2,
  resource, resource_code, resource_amount, received, paid,
  owner, wanted_commune,
};

/// Elements by their path under `interfaceNuu`; those of the applicant are also those of a co-holder.
struct Known {
  std::string_view path;
  Means means;
};

constexpr std::array tree{
    Known{"entete", Means::branch},
    Known{"entete/dateFichier", Means::file_day},
    Known{"entete/typeFichier", Means::passed_over},
    Known{"demande", Means::branch},
    Known{"demande/demandeLogement", Means::demand},
    Known{"demande/demandeLogement/numUnique", Means::number},
    Known{"demande/demandeLogement/numGuichet", Means::passed_over},
    Known{"demande/demandeLogement/dateCreationDemande", Means::passed_over},
    Known{"demande/demandeLogement/listeAnomalie", Means::passed_over},
    Known{"demande/demandeLogement/personnePhysique", Means::branch},
    Known{"demande/demandeLogement/personnePhysique/demandeur", Means::applicant},
    Known{"demande/demandeLogement/personnePhysique/listeCotitulaire", Means::branch},
    Known{"demande/demandeLogement/personnePhysique/listeCotitulaire/cotitulaire", Means::co_holder},
    Known{"demande/demandeLogement/personnePhysique/listePersonneACharge", Means::branch},
    Known{"demande/demandeLogement/personnePhysique/listePersonneACharge/personneACharge", Means::dependant},
    Known{"demande/demandeLogement/personnePhysique/listePersonneEnGarde", Means::branch},
    Known{"demande/demandeLogement/personnePhysique/listePersonneEnGarde/personneEnGarde", Means::in_custody},
    Known{"demande/demandeLogement/personnePhysique/personneANaitre", Means::branch},
    Known{"demande/demandeLogement/personnePhysique/personneANaitre/nombre", Means::unborn},
    Known{"demande/demandeLogement/personnePhysique/personneANaitre/dateNaissancePrevue", Means::passed_over},
    Known{"demande/demandeLogement/personnePhysique/logementActuel", Means::branch},
    Known{"demande/demandeLogement/personnePhysique/logementActuel/proprietaire", Means::owner},
    Known{"demande/demandeLogement/personnePhysique/logementActuel/listeModeleLogement", Means::passed_over},
    Known{"demande/demandeLogement/personnePhysique/logementActuel/montantMensuelLoyer", Means::passed_over},
    Known{"demande/demandeLogement/personnePhysique/logementActuel/nombreHabitant", Means::passed_over},
    Known{"demande/demandeLogement/personnePhysique/logementActuel/categorieLogement", Means::passed_over},
    Known{"demande/demandeLogement/personnePhysique/logementActuel/typeLogementActuel", Means::passed_over},
    Known{"demande/demandeLogement/personnePhysique/logementActuel/surface", Means::passed_over},
    Known{"demande/demandeLogement/logementRecherche", Means::branch},
    Known{"demande/demandeLogement/logementRecherche/demandeElargie", Means::passed_over},
    Known{"demande/demandeLogement/logementRecherche/listeTypeLogement", Means::passed_over},
    Known{"demande/demandeLogement/logementRecherche/listeLocalisationSouhaite", Means::branch},
    Known{"demande/demandeLogement/logementRecherche/listeLocalisationSouhaite/localisationSouhaite", Means::branch},
    Known{"demande/demandeLogement/logementRecherche/listeLocalisationSouhaite/localisationSouhaite/commune", Means::wanted_commune},
};

constexpr std::array of_person{
    Known{"civilite", Means::passed_over},
    Known{"nom", Means::passed_over},
    Known{"nomPatronymique", Means::passed_over},
    Known{"prenom", Means::passed_over},
    Known{"sexe", Means::passed_over},
    Known{"dateNaissance", Means::born},
    Known{"nationalite", Means::nationality},
    Known{"situationFamiliale", Means::status},
    Known{"lienDemandeur", Means::tie},
    Known{"lienParente", Means::parent_tie},
    Known{"coParentalite", Means::custody},
    Known{"telFixe", Means::passed_over},
    Known{"telPortable", Means::passed_over},
    Known{"mel", Means::passed_over},
    Known{"adressePostale", Means::passed_over},
    Known{"situationProfessionnelle", Means::branch},
    Known{"situationProfessionnelle/profession", Means::passed_over},
    Known{"situationProfessionnelle/typeContratTravail", Means::contract},
    Known{"situationProfessionnelle/nomEmployeurPrincipal", Means::passed_over},
    Known{"situationProfessionnelle/etranger", Means::passed_over},
    Known{"situationProfessionnelle/codePostal", Means::passed_over},
    Known{"situationProfessionnelle/commune", Means::passed_over},
    Known{"revenuFiscal", Means::branch},
    Known{"revenuFiscal/anneeMoins1", Means::year_1},
    Known{"revenuFiscal/montantMoins1", Means::amount_1},
    Known{"revenuFiscal/anneeMoins2", Means::year_2},
    Known{"revenuFiscal/montantMoins2", Means::amount_2},
    Known{"listeRessourceRecue", Means::received},
    Known{"listeRessourceRecue/detailRessource", Means::resource},
    Known{"listeRessourceRecue/detailRessource/ressource", Means::resource_code},
    Known{"listeRessourceRecue/detailRessource/montant", Means::resource_amount},
    Known{"listeRessourceVersee", Means::paid},
    Known{"listeRessourceVersee/detailRessource", Means::resource},
    Known{"listeRessourceVersee/detailRessource/ressource", Means::resource_code},
    Known{"listeRessourceVersee/detailRessource/montant", Means::resource_amount},
    Known{"listeRessourceRecuePersACharge", Means::received},
    Known{"listeRessourceRecuePersACharge/detailRessource", Means::resource},
    Known{"listeRessourceRecuePersACharge/detailRessource/ressource", Means::resource_code},
    Known{"listeRessourceRecuePersACharge/detailRessource/montant", Means::resource_amount},
    Known{"listeRessourceVerseePersACharge", Means::paid},
    Known{"listeRessourceVerseePersACharge/detailRessource", Means::resource},
    Known{"listeRessourceVerseePersACharge/detailRessource/ressource", Means::resource_code},
    Known{"listeRessourceVerseePersACharge/detailRessource/montant", Means::resource_amount},
};

/// Resources received, none of which is a housing benefit.
constexpr std::array<std::string_view, 14> received_codes{"SAL",  "RET", "CHO",  "PAR", "PINV", "AF", "AAH",
                                                          "AEEH", "AJPP", "RSA", "AMV", "PAJE", "BE", "AUT"};

std::optional<Means> find(std::span<const Known> known, std::string_view path) noexcept {
  for (const Known& one : known) {
    if (one.path == path) return one.means;
  }
  return std::nullopt;
}

bool is_person(Means means) noexcept {
  return means == Means::applicant || means == Means::co_holder || means == Means::dependant || means == Means::in_custody;
}

bool holds_text(Means means) noexcept {
  switch (means) {
    case Means::file_day:
    case Means::number:
    case Means::unborn:
    case Means::born:
    case Means::year_1:
    case Means::amount_1:
    case Means::year_2:
    case Means::amount_2:
    case Means::resource_amount:
    case Means::owner: return true;
    default: return false;
  }
}

/// The value of a code in a list of pairs.
template <class Value, std::size_t N>
std::optional<Value> value_of(std::string_view code, const std::pair<std::string_view, Value> (&list)[N]) noexcept {
  for (const auto& [name, value] : list) {
    if (name == code) return value;
  }
  return std::nullopt;
}

constexpr std::pair<std::string_view, Nationality> nationalities[] = {{"1", Nationality::french}, {"2", Nationality::eu}, {"3", Nationality::other}};
constexpr std::pair<std::string_view, Tie> holder_ties[] = {{"M", Tie::spouse}, {"P", Tie::pacs}, {"C", Tie::cohabitant}, {"L", Tie::co_tenant}};
constexpr std::pair<std::string_view, Tie> parent_ties[] = {{"P", Tie::ascendant}, {"E", Tie::child}, {"A", Tie::other}};
constexpr std::pair<std::string_view, Custody> custodies[] = {{"G", Custody::alternate}, {"D", Custody::visiting}};

/// Euros with at most two decimals, in cents.
std::optional<std::int64_t> euros(std::string_view text) noexcept {
  constexpr std::int64_t most = household::largest_amount / 100;
  const std::size_t point = text.find('.');
  const Result<std::int64_t> units = whole(text.substr(0, point), 0, most);
  if (!units) return std::nullopt;
  if (point == std::string_view::npos) return *units * 100;
  const std::string_view decimals = text.substr(point + 1);
  if (decimals.empty() || decimals.size() > 2) return std::nullopt;
  const Result<std::int64_t> part = whole(decimals, 0, 99);
  if (!part || decimals[0] == '-') return std::nullopt;
  return *units * 100 + (decimals.size() == 1 ? *part * 10 : *part);
}

std::string_view trimmed(std::string_view text) noexcept {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t from = text.find_first_not_of(blanks);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

/// A year and its amount, as the two elements say them.
struct YearAmount {
  std::optional<IncomePeriod> year{};
  std::optional<std::int64_t> cents{};
};

/// One demand under way.
struct Demand {
  std::uint64_t line = 0;
  QuestionDraft draft{};
  std::string id{};
  std::optional<QuestionFault> fault{};
  std::vector<ReadingNotice> notices{};
  std::array<YearAmount, 2> years{};  // of the person under way
  bool has_tie = false, has_born = false, has_custody = false;
  std::optional<std::int64_t> amount{};  // of the resource under way
  bool counted = false;                  // whether its code is one of the list
  bool unread_amount = false;            // a resource without an amount: no total can be said
  std::optional<std::int64_t> monthly{};
  std::int64_t alimony = 0;
  std::string status{};
  std::vector<std::string> communes{};
};

}  // namespace

struct InterfaceReader::State {
  State(const QuestionDefaults& said, OnHousehold given) : defaults(said), on_household(std::move(given)), parser(XML_ParserCreateNS(nullptr, separator)) {
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, &on_start, &on_end);
    XML_SetCharacterDataHandler(parser, &on_text);
    XML_SetStartDoctypeDeclHandler(parser, [](void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
      static_cast<State*>(self)->refuse(Errc::entity_refused);
    });
    XML_SetEntityDeclHandler(parser, [](void* self, const XML_Char*, int, const XML_Char*, int, const XML_Char*, const XML_Char*, const XML_Char*,
                                        const XML_Char*) { static_cast<State*>(self)->refuse(Errc::entity_refused); });
    XML_SetExternalEntityRefHandler(parser, [](XML_Parser, const XML_Char*, const XML_Char*, const XML_Char*, const XML_Char*) -> int {
      return XML_STATUS_ERROR;
    });
    XML_SetParamEntityParsing(parser, XML_PARAM_ENTITY_PARSING_NEVER);
  }
  ~State() { XML_ParserFree(parser); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  QuestionDefaults defaults;
  OnHousehold on_household;
  XML_Parser parser;
  std::optional<QuestionFault> fault{};
  std::uint64_t fed = 0;
  std::uint64_t given = 0;
  bool found = false;                  // an interfaceNuu
  std::size_t depth = 0;
  std::size_t root_depth = 0;          // of the interfaceNuu under way; 0 outside of it
  std::size_t skipped_from = 0;        // depth of the element whose content is not read; 0 when there is none
  std::string path{};                  // under interfaceNuu
  std::size_t person_path = 0;         // where the path of the person ends; 0 outside of one
  std::vector<Means> open{};           // the elements under interfaceNuu
  std::string text{};
  std::optional<Date> file_day{};
  std::optional<Demand> demand{};
  std::vector<HouseholdEntry> ready{};

  /// The place of the last thing read, in bytes.
  [[nodiscard]] std::uint64_t reached() const noexcept { return static_cast<std::uint64_t>(std::max<XML_Index>(0, XML_GetCurrentByteIndex(parser))); }

  void refuse(Errc code) {
    if (fault) return;
    fault = QuestionFault{code, std::nullopt, no_row, path, static_cast<std::uint32_t>(std::min<std::uint64_t>(reached(), UINT32_MAX))};
    XML_StopParser(parser, XML_FALSE);
  }

  // The parser.

  static void on_start(void* self, const XML_Char* name, const XML_Char** attributes) { static_cast<State*>(self)->start(name, attributes); }
  static void on_end(void* self, const XML_Char*) { static_cast<State*>(self)->end(); }
  static void on_text(void* self, const XML_Char* text, int length) {
    static_cast<State*>(self)->add_text({text, static_cast<std::size_t>(length)});
  }

  void parse(std::string_view bytes, bool last) {
    constexpr std::size_t piece = 65536;
    do {
      const std::string_view now = bytes.substr(0, piece);
      bytes.remove_prefix(now.size());
      fed += now.size();
      const XML_Status status = XML_Parse(parser, now.data(), static_cast<int>(now.size()), last && bytes.empty() ? 1 : 0);
      if (status != XML_STATUS_OK) {
        refuse(fault_of(XML_GetErrorCode(parser)));
      } else if (!fault && fed > reached() + tag_limit) {
        refuse(Errc::too_large);
      }
      hand_over();
    } while (!fault && !bytes.empty());
  }

  /// Gives the demands read, out of the parser's calls: what the caller throws does not cross them.
  void hand_over() {
    const std::vector<HouseholdEntry> done = std::exchange(ready, {});
    for (const HouseholdEntry& entry : done) on_household(entry);
  }

  static Errc fault_of(XML_Error error) noexcept {
    switch (error) {
      case XML_ERROR_UNKNOWN_ENCODING:
      case XML_ERROR_INCORRECT_ENCODING: return Errc::bad_encoding;
      case XML_ERROR_UNDEFINED_ENTITY:
      case XML_ERROR_RECURSIVE_ENTITY_REF:
      case XML_ERROR_EXTERNAL_ENTITY_HANDLING: return Errc::entity_refused;
      default: return Errc::bad_xml;
    }
  }

  // Elements.

  void start(std::string_view name, const XML_Char** attributes) {
    if (fault) return;
    if (++depth > depth_limit) return refuse(Errc::too_deep);
    if (skipped_from != 0) return;
    const std::size_t cut = name.find(separator);
    const bool ours = cut == std::string_view::npos || name.substr(0, cut) == interface_namespace;
    const std::string_view local = cut == std::string_view::npos ? name : name.substr(cut + 1);
    if (root_depth == 0) {
      if (ours && local == "interfaceNuu") {
        root_depth = depth;
        found = true;
      }
      return;  // an envelope, or the root
    }
    text.clear();
    const std::size_t before = path.size();
    if (!path.empty()) path.push_back('/');
    path.append(local);
    const std::optional<Means> means = ours ? meaning() : std::nullopt;
    if (!means) {
      path.resize(before);
      if (!path.empty()) path.push_back('/');
      path.append(ours && is_element_name(local) ? local : "*");
      note(NoticeCode::element_not_read);
    }
    if (!means || *means == Means::passed_over) {
      path.resize(before);
      skipped_from = depth;
      return;
    }
    open.push_back(*means);
    begin(*means, code_of(attributes));
  }

  void end() {
    if (fault) return;
    const std::size_t at = depth--;
    if (skipped_from != 0) {
      if (at == skipped_from) skipped_from = 0;
      return;
    }
    if (root_depth == 0) return;
    if (at == root_depth) {
      root_depth = 0;
      return;
    }
    finish_element(open.back());
    open.pop_back();
    text.clear();
    path.resize(path.rfind('/') == std::string::npos ? 0 : path.rfind('/'));
  }

  void add_text(std::string_view piece) {
    if (fault || skipped_from != 0 || open.empty() || !holds_text(open.back())) return;
    if (text.size() + piece.size() > text_limit) return refuse(Errc::too_large);
    text.append(piece);
  }

  static bool is_element_name(std::string_view name) noexcept {
    constexpr std::size_t most = 40;
    return name.size() <= most && std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  }

  static std::optional<std::string_view> code_of(const XML_Char** attributes) noexcept {
    for (; *attributes != nullptr; attributes += 2) {
      if (std::string_view(attributes[0]) == "code") return std::string_view(attributes[1]);
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Means> meaning() const noexcept {
    if (person_path == 0) return find(tree, path);
    return find(of_person, std::string_view(path).substr(person_path + 1));
  }

  // What elements say.

  void note(NoticeCode code) {
    if (!demand || demand->notices.size() >= notice_limit) return;
    ReadingNotice notice{code, path};
    if (std::find(demand->notices.begin(), demand->notices.end(), notice) == demand->notices.end()) demand->notices.push_back(std::move(notice));
  }

  void spoil(Errc code, Input input, std::uint32_t at = 0) {
    if (demand->fault) return;
    const std::size_t persons = demand->draft.question.persons.size();
    const std::uint8_t row = person_path == 0 || persons == 0 ? no_row : static_cast<std::uint8_t>(persons - 1);
    demand->fault = QuestionFault{code, input, row, path, at};
  }

  Person& person() { return demand->draft.question.persons.back(); }

  void begin(Means means, std::optional<std::string_view> code) {
    if (means == Means::demand) {
      demand.emplace();
      demand->line = XML_GetCurrentLineNumber(parser);
      demand->draft.question.policy = defaults.policy;
      demand->draft.question.letting.stage = Stage::inquiry;
    }
    if (!demand) return;
    if (is_person(means)) return begin_person(means);
    if (means == Means::resource) {
      demand->amount.reset();
      demand->counted = false;
    }
    if (code) read_code(means, *code);
  }

  void begin_person(Means means) {
    std::vector<Person>& persons = demand->draft.question.persons;
    if (persons.size() == Household::max_persons) {
      spoil(Errc::too_many_persons, Input::persons);
      persons.pop_back();
    }
    Person& one = persons.emplace_back();
    one.tie = means == Means::applicant ? Tie::applicant : means == Means::in_custody ? Tie::child : Tie::other;
    if (means == Means::co_holder) one.signs = Fact::yes;
    person_path = path.size();
    demand->years = {};
    demand->has_tie = means == Means::applicant || means == Means::in_custody;
    demand->has_custody = means != Means::in_custody;
    demand->has_born = false;
  }

  template <class Value, std::size_t N>
  bool read_listed(std::string_view code, const std::pair<std::string_view, Value> (&list)[N], Value& into) {
    const std::optional<Value> value = value_of(code, list);
    if (value) into = *value;
    if (!value) note(NoticeCode::code_not_read);
    return value.has_value();
  }

  void read_code(Means means, std::string_view code) {
    switch (means) {
      case Means::nationality: read_listed(code, nationalities, person().nationality); break;
      case Means::tie: demand->has_tie = read_listed(code, holder_ties, person().tie); break;
      case Means::parent_tie: demand->has_tie = read_listed(code, parent_ties, person().tie); break;
      case Means::custody: demand->has_custody = read_listed(code, custodies, person().custody); break;
      case Means::status:
        if (person().tie == Tie::applicant) demand->status = code.substr(0, 1);
        break;
      case Means::contract:
        person().student = code == "ETU";
        person().apprentice = code == "APP";
        break;
      case Means::resource_code: read_resource(code); break;
      case Means::wanted_commune:
        if (demand->communes.size() < 2) demand->communes.emplace_back(code);
        break;
      default: break;
    }
  }

  void read_resource(std::string_view code) {
    const bool is_paid = std::find(open.begin(), open.end(), Means::paid) != open.end();
    demand->counted = is_paid ? code == "PAV" : std::find(received_codes.begin(), received_codes.end(), code) != received_codes.end();
    if (!demand->counted) note(NoticeCode::code_not_read);
  }

  void finish_element(Means means) {
    if (holds_text(means)) {
      const std::string_view value = trimmed(text);
      if (!value.empty()) read_text(means, value);
    }
    if (!demand) return;
    if (means == Means::resource) finish_resource();
    if (is_person(means)) finish_person();
    if (means == Means::demand) give();
  }

  void read_text(Means means, std::string_view value) {
    constexpr std::size_t iso_length = 10;
    if (means == Means::file_day) {
      const Result<Date> day = Date::parse(value.substr(0, iso_length));
      if (day) file_day = *day;
      return;
    }
    if (!demand) return;
    switch (means) {
      case Means::number:
        if (value.size() <= id_limit) demand->id = value;
        break;
      case Means::born: read_born(value); break;
      case Means::year_1: read_year(value, demand->years[0]); break;
      case Means::year_2: read_year(value, demand->years[1]); break;
      case Means::amount_1: read_amount(value, demand->years[0].cents); break;
      case Means::amount_2: read_amount(value, demand->years[1].cents); break;
      case Means::resource_amount: read_amount(value, demand->amount); break;
      case Means::unborn: read_unborn(value); break;
      case Means::owner:
        if (value == "true" || value == "1") note(NoticeCode::owner);
        break;
      default: break;
    }
  }

  void read_born(std::string_view value) {
    const Result<Date> day = Date::parse(value);
    if (!day) return spoil(day.error().code, Input::born, day.error().at);
    person().born = *day;
    demand->has_born = true;
  }

  void read_year(std::string_view value, YearAmount& into) {
    constexpr std::int64_t last = 9999;
    const Result<std::int64_t> year = whole(value, 1, last);
    if (!year) return note(NoticeCode::value_not_read);
    into.year = static_cast<IncomePeriod>(*year);
  }

  void read_amount(std::string_view value, std::optional<std::int64_t>& into) {
    into = euros(value);
    if (!into) note(NoticeCode::value_not_read);
  }

  void read_unborn(std::string_view value) {
    constexpr std::int64_t most = 9;
    const Result<std::int64_t> count = whole(value, 0, most);
    if (!count) return note(NoticeCode::value_not_read);
    demand->draft.question.facts.unborn = static_cast<std::uint8_t>(*count);
  }

  void finish_resource() {
    if (!demand->counted) return;
    if (!demand->amount) {
      demand->unread_amount = true;
      return note(NoticeCode::amount_missing);
    }
    const bool is_paid = std::find(open.begin(), open.end(), Means::paid) != open.end();
    constexpr std::int64_t beyond = household::largest_amount + 1;  // a fault, however far
    if (is_paid) {
      demand->alimony = std::min(beyond, demand->alimony + *demand->amount);
    } else {
      demand->monthly = std::min(beyond, demand->monthly.value_or(0) + *demand->amount);
    }
  }

  void finish_person() {
    if (!demand->has_born && !demand->fault) spoil(Errc::missing_value, Input::born);
    if (!demand->has_custody) spoil(Errc::unknown_code, Input::custody);
    if (!demand->has_tie) note(NoticeCode::code_not_read);
    for (const YearAmount& said : demand->years) {
      if (said.year && said.cents) {
        person().incomes.add({*said.year, IncomeKind::notice, 0, *said.cents});
      } else if (said.year || said.cents) {
        note(NoticeCode::amount_missing);
      }
    }
    person_path = 0;
  }

  // A demand.

  void check_status() {
    const std::vector<Person>& persons = demand->draft.question.persons;
    const auto has = [&persons](Tie tie) { return std::any_of(persons.begin(), persons.end(), [tie](const Person& one) { return one.tie == tie; }); };
    const bool alone = (demand->status == "M" && !has(Tie::spouse)) || (demand->status == "P" && !has(Tie::pacs)) || (demand->status == "U" && !has(Tie::cohabitant));
    if (alone) note(NoticeCode::status_disagrees);
  }

  void place_dwelling() {
    if (demand->communes.empty()) return;
    const bool several = demand->communes.size() > 1;
    if (several && defaults.commune != Commune()) return;
    if (several) note(NoticeCode::several_communes);
    demand->draft.commune = demand->communes.front();
  }

  void give() {
    check_status();
    place_dwelling();
    Demand done = std::move(*demand);
    demand.reset();
    MonthlyResources& monthly = done.draft.question.facts.monthly;
    if (!done.unread_amount) monthly.cents = done.monthly;
    monthly.alimony_paid = done.alimony;
    done.draft.as_of = defaults.as_of ? defaults.as_of : file_day;
    done.draft.question.id = done.id;
    HouseholdEntry entry{given++, done.line, std::move(done.id), QuestionFault{}, std::move(done.notices)};
    if (done.fault) {
      entry.question = std::move(*done.fault);
    } else {
      entry.question = complete(std::move(done.draft), defaults);
    }
    ready.push_back(std::move(entry));
  }
};

InterfaceReader::InterfaceReader(const QuestionDefaults& defaults, OnHousehold on_household)
    : state_(std::make_unique<State>(defaults, std::move(on_household))) {}
InterfaceReader::~InterfaceReader() = default;

bool InterfaceReader::feed(std::string_view bytes) {
  if (!state_->fault && !bytes.empty()) state_->parse(bytes, false);
  return !state_->fault;
}

void InterfaceReader::finish() {
  if (state_->fault) return;
  if (state_->fed == 0) {
    state_->fault = QuestionFault{Errc::empty_input};
    return;
  }
  state_->parse({}, true);
  if (!state_->fault && !state_->found) state_->fault = QuestionFault{Errc::unknown_key};
}

std::optional<QuestionFault> InterfaceReader::fault() const { return state_->fault; }

}  // namespace sne
