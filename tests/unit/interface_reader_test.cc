#include <sne/interface_reader.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace sne {
namespace {

struct InterfaceSaid {
  std::vector<HouseholdEntry> entries;
  std::optional<QuestionFault> fault;
};

InterfaceSaid read(std::string_view xml, const QuestionDefaults& defaults = {}, std::size_t chunk = std::string_view::npos) {
  InterfaceSaid said;
  InterfaceReader reader(defaults, [&said](const HouseholdEntry& entry) { said.entries.push_back(entry); });
  while (!xml.empty() && reader.feed(xml.substr(0, chunk))) xml.remove_prefix(std::min(chunk, xml.size()));
  reader.finish();
  said.fault = reader.fault();
  return said;
}

std::string file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  EXPECT_TRUE(stream) << path;
  return {std::istreambuf_iterator<char>(stream), {}};
}

Date day(std::string_view iso) { return Date::parse(iso).value(); }

const EligibilityQuestion& question(const HouseholdEntry& entry) {
  static const EligibilityQuestion none;
  const auto* asked = std::get_if<EligibilityQuestion>(&entry.question);
  if (asked == nullptr) ADD_FAILURE() << text(std::get<QuestionFault>(entry.question).code) << ' ' << std::get<QuestionFault>(entry.question).path;
  return asked == nullptr ? none : *asked;
}

std::vector<std::string> notices(const HouseholdEntry& entry) {
  std::vector<std::string> made;
  for (const ReadingNotice& notice : entry.notices) made.push_back(std::string(text(notice.code)) + ' ' + notice.path.substr(notice.path.rfind('/') + 1));
  return made;
}

std::string demand(std::string_view inside) {
  return R"(<interfaceNuu xmlns="http://nuu.application.i2/"><demande><demandeLogement><personnePhysique>)" + std::string(inside) +
         "</personnePhysique></demandeLogement></demande></interfaceNuu>";
}
const std::string applicant = "<demandeur><dateNaissance>1986-01-01</dateNaissance></demandeur>";
const QuestionDefaults lille{.as_of = day("2026-03-12"), .commune = Commune::parse("59350").value()};

TEST(InterfaceReader, ReadsTheFictitiousFile) {
  const std::string xml = file(SNE_SOURCE_DIR "/tests/data/interface_tolerant.xml");
  for (const std::size_t chunk : {std::string_view::npos, std::size_t{1}, std::size_t{1000}}) {
    const InterfaceSaid said = read(xml, {}, chunk);
    EXPECT_FALSE(said.fault);
    ASSERT_EQ(said.entries.size(), 2U);
    const HouseholdEntry& entry = said.entries[0];
    EXPECT_EQ(entry.id, "0590326000001G0001");
    EXPECT_EQ(entry.line, 9U);
    const EligibilityQuestion& asked = question(entry);
    EXPECT_EQ(asked.as_of, day("2026-03-12"));
    EXPECT_EQ(asked.letting.stage, Stage::inquiry);
    EXPECT_EQ(asked.commune.code(), "92012");
    EXPECT_EQ(asked.letting.zone, CeilingZone::paris_and_adjoining);
    EXPECT_EQ(asked.facts.unborn, 1);
    EXPECT_EQ(asked.facts.pregnancy_certificate, Fact::unknown);
    EXPECT_EQ(asked.facts.monthly.cents, 150000) << "a housing benefit is no resource here";
    EXPECT_EQ(asked.facts.monthly.alimony_paid, 12000);
    ASSERT_EQ(asked.persons.size(), 6U);
    const Person& holder = asked.persons[0];
    EXPECT_EQ(holder.tie, Tie::applicant);
    EXPECT_TRUE(holder.apprentice);
    EXPECT_EQ(holder.nationality, Nationality::french);
    EXPECT_EQ(holder.owns, Owned::unknown);
    EXPECT_EQ(holder.incomes.all()[0], (Income{2025, IncomeKind::notice, 0, 2100050}));
    EXPECT_EQ(holder.incomes.all()[1], (Income{2024, IncomeKind::notice, 0, 2000000}));
    EXPECT_EQ(asked.persons[1].tie, Tie::child);
    EXPECT_EQ(asked.persons[2].tie, Tie::ascendant);
    EXPECT_EQ(asked.persons[3].custody, Custody::alternate);
    EXPECT_EQ(asked.persons[4].custody, Custody::visiting);
    const Person& partner = asked.persons[5];
    EXPECT_EQ(partner.tie, Tie::pacs);
    EXPECT_EQ(partner.signs, Fact::yes);
    EXPECT_TRUE(partner.student);
    EXPECT_EQ(partner.nationality, Nationality::eu);
    EXPECT_TRUE(partner.incomes.empty()) << "a missing amount is not zero";
    EXPECT_EQ(notices(entry), (std::vector<std::string>{"CODE_NOT_READ ressource", "AMOUNT_MISSING cotitulaire", "OWNER proprietaire",
                                                        "ELEMENT_NOT_READ handicap", "ELEMENT_NOT_READ *", "SEVERAL_COMMUNES demandeLogement"}));
    const HouseholdEntry& other = said.entries[1];
    const auto& fault = std::get<QuestionFault>(other.question);
    EXPECT_EQ(fault.code, Errc::impossible_date);
    EXPECT_EQ(fault.row, 0);
    EXPECT_EQ(notices(other), (std::vector<std::string>{"CODE_NOT_READ nationalite", "STATUS_DISAGREES demandeLogement"}));
  }
}

TEST(InterfaceReader, TheCallerChoosesTheDayAndAmongCommunes) {
  const QuestionDefaults defaults{.as_of = day("2025-06-01"), .commune = Commune::parse("75113").value(), .product = Product::plus};
  const InterfaceSaid said = read(file(SNE_SOURCE_DIR "/tests/data/interface_tolerant.xml"), defaults);
  const EligibilityQuestion& asked = question(said.entries[0]);
  EXPECT_EQ(asked.as_of, day("2025-06-01"));
  EXPECT_EQ(asked.commune.code(), "75113");
  EXPECT_EQ(asked.product, Product::plus);
}

TEST(InterfaceReader, NeverKeepsWhoThePersonsAre) {
  const InterfaceSaid said = read(file(SNE_SOURCE_DIR "/tests/data/interface_tolerant.xml"));
  std::string all = to_json(question(said.entries[0]));
  for (const HouseholdEntry& entry : said.entries) {
    for (const ReadingNotice& notice : entry.notices) all += notice.path;
  }
  for (const std::string_view secret : {"Fictive", "Personne", "0600000000", "example.org", "nulle part", "urn:"}) EXPECT_EQ(all.find(secret), std::string::npos) << secret;
}

TEST(InterfaceReader, WhatIsMissingIsSaid) {
  const auto first = [](std::string_view inside, const QuestionDefaults& defaults) { return read(demand(inside), defaults).entries.at(0); };
  EXPECT_EQ(std::get<QuestionFault>(first(applicant, {}).question).input, Input::as_of);
  EXPECT_EQ(std::get<QuestionFault>(first(applicant, {.as_of = day("2026-03-12")}).question).input, Input::commune);
  EXPECT_EQ(question(first(applicant, lille)).letting.zone, CeilingZone::other_regions);
  const auto unborn = first("<demandeur/>", lille);
  EXPECT_EQ(std::get<QuestionFault>(unborn.question), (QuestionFault{Errc::missing_value, Input::born, 0, "demande/demandeLogement/personnePhysique/demandeur", 0}));
  const auto custody = first(applicant + "<listePersonneEnGarde><personneEnGarde><dateNaissance>2015-01-01</dateNaissance></personneEnGarde></listePersonneEnGarde>", lille);
  EXPECT_EQ(std::get<QuestionFault>(custody.question).input, Input::custody);
  EXPECT_EQ(std::get<QuestionFault>(custody.question).row, 1);
  EXPECT_EQ(answer_of(first("", lille).question, LawBook::builtin()).fault->code, Errc::no_applicant);
}

TEST(InterfaceReader, AmountsAreEurosWithCentsOrUnknown) {
  const auto income = [](std::string_view amount) {
    const std::string inside = "<demandeur><dateNaissance>1986-01-01</dateNaissance><revenuFiscal><anneeMoins2>2024</anneeMoins2><montantMoins2>" + std::string(amount) +
                               "</montantMoins2></revenuFiscal></demandeur>";
    const Person person = question(read(demand(inside), lille).entries.at(0)).persons.at(0);
    return person.incomes.empty() ? -1 : person.incomes.all()[0].cents;
  };
  EXPECT_EQ(income(" 1200 "), 120000);
  EXPECT_EQ(income("1200.5"), 120050);
  EXPECT_EQ(income("1200.05"), 120005);
  EXPECT_EQ(income("0"), 0);
  for (const std::string_view wrong : {"", "-1", "1200,50", "12 000", "1e3", "1200.", "1.234", "1.-2", "99999999999999999999", "abc"}) EXPECT_EQ(income(wrong), -1) << wrong;
}

TEST(InterfaceReader, ATotalWithAHoleIsNotATotal) {
  const std::string inside = "<demandeur><dateNaissance>1986-01-01</dateNaissance><listeRessourceRecue><detailRessource><ressource code=\"SAL\"/><montant>1500</montant>"
                             "</detailRessource><detailRessource><ressource code=\"AF\"/></detailRessource></listeRessourceRecue></demandeur>";
  const HouseholdEntry entry = read(demand(inside), lille).entries.at(0);
  EXPECT_FALSE(question(entry).facts.monthly.cents);
  EXPECT_EQ(notices(entry), std::vector<std::string>{"AMOUNT_MISSING detailRessource"});
}

TEST(InterfaceReader, AnEnvelopeIsPassed) {
  const std::string xml = R"(<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body><reponse>)" + demand(applicant) + "</reponse></e:Body></e:Envelope>";
  EXPECT_EQ(read(xml, lille).entries.size(), 1U);
  EXPECT_EQ(read("<autre/>", lille).fault->code, Errc::unknown_key);
  EXPECT_EQ(read(R"(<interfaceNuu xmlns="urn:other"/>)", lille).fault->code, Errc::unknown_key);
}

TEST(InterfaceReader, RefusesEntities) {
  for (const std::string_view prologue :
       {R"(<!DOCTYPE interfaceNuu>)", R"(<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>)",
        R"(<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>)", R"(<!DOCTYPE a SYSTEM "http://example.org/a.dtd">)"}) {
    const InterfaceSaid said = read(std::string(prologue) + demand(applicant), lille);
    EXPECT_EQ(said.fault->code, Errc::entity_refused) << prologue;
    EXPECT_TRUE(said.entries.empty());
  }
  EXPECT_EQ(read(demand("<demandeur><dateNaissance>&inconnue;</dateNaissance></demandeur>"), lille).fault->code, Errc::entity_refused);
}

TEST(InterfaceReader, KnowsItsLimits) {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<a>";
  EXPECT_EQ(read(deep).fault->code, Errc::too_deep);
  EXPECT_EQ(read("<interfaceNuu a=\"" + std::string(std::size_t{4} << 20, 'a') + "\"/>").fault->code, Errc::too_large);
  EXPECT_EQ(read(demand("<demandeur><dateNaissance>" + std::string(300, '1') + "</dateNaissance></demandeur>"), lille).fault->code, Errc::too_large);
  EXPECT_FALSE(read(demand("<demandeur><nom>" + std::string(std::size_t{8} << 20, 'a') + "</nom><dateNaissance>1986-01-01</dateNaissance></demandeur>"), lille).fault);
  std::string crowd = applicant;
  for (int i = 0; i < 40; ++i) crowd += "<listeCotitulaire><cotitulaire><dateNaissance>1986-01-01</dateNaissance></cotitulaire></listeCotitulaire>";
  EXPECT_EQ(std::get<QuestionFault>(read(demand(crowd), lille).entries.at(0).question).code, Errc::too_many_persons);
  std::string unknown = applicant;
  for (int i = 0; i < 1000; ++i) unknown += '<' + std::string(static_cast<std::size_t>(1 + i % 37), static_cast<char>('a' + i % 26)) + "/>";
  EXPECT_EQ(read(demand(unknown), lille).entries.at(0).notices.size(), InterfaceReader::notice_limit);
}

TEST(InterfaceReader, RefusesOtherEncodingsAndBrokenXml) {
  EXPECT_EQ(read("").fault->code, Errc::empty_input);
  EXPECT_EQ(read("<a>").fault->code, Errc::bad_xml);
  EXPECT_EQ(read("nothing").fault->code, Errc::bad_xml);
  EXPECT_EQ(read(R"(<?xml version="1.0" encoding="windows-1252"?><a/>)").fault->code, Errc::bad_encoding);
  EXPECT_EQ(read("<a>\xFF\xFE</a>").fault->code, Errc::bad_xml);
  const InterfaceSaid latin = read("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + demand("<demandeur><nom>\xE9</nom><dateNaissance>1986-01-01</dateNaissance></demandeur>"), lille);
  EXPECT_FALSE(latin.fault);
  EXPECT_EQ(latin.entries.size(), 1U);
}

// The public sample of the interface, where it is at hand.
TEST(InterfaceReader, ReadsThePublicSample) {
  const char* path = std::getenv("SNE_INTERFACE_SAMPLE");
  if (path == nullptr) GTEST_SKIP() << "SNE_INTERFACE_SAMPLE does not name it";
  const InterfaceSaid said = read(file(path), {.commune = Commune::parse("75056").value()});
  EXPECT_FALSE(said.fault);
  ASSERT_EQ(said.entries.size(), 1U);
  const EligibilityQuestion& asked = question(said.entries[0]);
  ASSERT_EQ(asked.persons.size(), 5U);
  EXPECT_TRUE(asked.persons[4].incomes.empty());
  EXPECT_EQ(asked.persons[2].custody, Custody::alternate);
  EXPECT_EQ(asked.persons[3].custody, Custody::visiting);
  EXPECT_EQ(asked.facts.monthly.cents, (4010 + 3165) * 100);
  for (const Verdict& verdict : evaluate(asked, LawBook::builtin()).verdicts) EXPECT_EQ(verdict.outcome, Eligibility::unknown);
}

}  // namespace
}  // namespace sne
