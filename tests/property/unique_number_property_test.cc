// The unique number on random input: what it writes it reads, separators change nothing, and no bytes whatever upset it.

#include <sne/unique_number.hpp>

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace sne {
namespace {

using Random = std::mt19937_64;

template <class T>
T pick(Random& random, T low, T high) {
  return std::uniform_int_distribution<T>(low, high)(random);
}

char capital_or_digit(Random& random) { return "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[pick<std::size_t>(random, 0, 35)]; }

std::string digits(Random& random, std::size_t count) {
  std::string out;
  while (out.size() < count) out += static_cast<char>('0' + pick(random, 0, 9));
  return out;
}

std::string random_number(Random& random) {
  std::string text = digits(random, 2) + "0123456789AB"[pick<std::size_t>(random, 0, 11)];
  const int month = pick(random, 1, 12);
  text += static_cast<char>('0' + month / 10);
  text += static_cast<char>('0' + month % 10);
  text += digits(random, 8);
  while (text.size() < 18) text += capital_or_digit(random);
  return text;
}

constexpr std::array<std::string_view, 16> separators{" ", "\t", ".", "-", "\u00A0", "\u202F", "\u2009", "\u2007",
                                                      "\u200B", "\u2060", "\uFEFF", "\u2011", "\u2013", "\u2212", "\u3000", "\r\n"};

std::string full_width(char c) {
  const auto point = static_cast<std::uint32_t>(static_cast<unsigned char>(c)) + 0xFEE0U;
  return {static_cast<char>(0xE0U | (point >> 12)), static_cast<char>(0x80U | ((point >> 6) & 0x3FU)),
          static_cast<char>(0x80U | (point & 0x3FU))};
}

// What a person may type for a number: separators anywhere, lower case, full-width forms.
std::string typed(Random& random, std::string_view number) {
  std::string out;
  for (char c : number) {
    while (pick(random, 0, 3) == 0) out += separators[pick<std::size_t>(random, 0, separators.size() - 1)];
    if (c >= 'A' && pick(random, 0, 1) == 0) c = static_cast<char>(c - 'A' + 'a');
    out += pick(random, 0, 4) == 0 ? full_width(c) : std::string(1, c);
  }
  while (pick(random, 0, 3) == 0) out += separators[pick<std::size_t>(random, 0, separators.size() - 1)];
  return out;
}

// The grammar of the rulebook, one character after another: slow, and with nothing in common with the reader.
bool well_formed(std::string_view text) {
  if (text.size() != 18) return false;
  for (std::size_t i = 0; i < 18; ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    const bool capital = text[i] >= 'A' && text[i] <= 'Z';
    const bool right = i >= 13 ? digit || capital : digit || (i == 2 && (text[i] == 'A' || text[i] == 'B'));
    if (!right) return false;
  }
  const int month = (text[3] - '0') * 10 + (text[4] - '0');
  return month >= 1 && month <= 12;
}

// What must hold of any bytes: the verbs agree with one another, and offsets stay in the text.
void judge_anything(std::string_view text, const NumberContext& context) {
  const auto read = UniqueNumber::parse(text);
  const NumberIssues bare = UniqueNumber::check(text);
  const NumberIssues full = UniqueNumber::check(text, context);
  ASSERT_EQ(read.has_value(), !bare.has_error());
  ASSERT_GE(full.size(), bare.size());
  for (const NumberIssue& issue : full) {
    ASSERT_LE(issue.at, text.size());
    ASSERT_EQ(issue.severity, severity(issue.code, context.origin));
  }
  if (read) {
    ASSERT_TRUE(UniqueNumber::possible(text));
    ASSERT_TRUE(well_formed(read->text()));
    ASSERT_EQ(UniqueNumber::parse(read->text()).value(), *read);
  } else {
    ASSERT_LE(read.error().at, text.size());
    bool reported = false;
    for (const NumberIssue& issue : bare)
      reported = reported || (issue.severity == IssueSeverity::error && issue.at == read.error().at);
    ASSERT_TRUE(reported) << "a refusal without a reason";
  }
}

TEST(UniqueNumberProperty, ParseOfFormatIsTheNumber) {
  Random random(1);
  for (int i = 0; i < 200'000; ++i) {
    const UniqueNumber number = UniqueNumber::parse(random_number(random)).value();
    const NumberText compact = number.format(NumberStyle::compact);
    const NumberText grouped = number.format(NumberStyle::grouped);
    ASSERT_EQ(compact.view().size(), 18U);
    ASSERT_EQ(grouped.view().size(), 21U);
    ASSERT_EQ(UniqueNumber::parse(compact.view()).value(), number);
    ASSERT_EQ(UniqueNumber::parse(grouped.view()).value(), number);
  }
}

TEST(UniqueNumberProperty, PartsMakeTheNumber) {
  Random random(2);
  for (int i = 0; i < 200'000; ++i) {
    const std::string text = random_number(random);
    const UniqueNumber number = UniqueNumber::parse(text).value();
    ASSERT_EQ(number.territory().code(), text.substr(0, 3));
    ASSERT_EQ(number.month(), std::stoi(text.substr(3, 2)));
    ASSERT_EQ(number.year2(), std::stoi(text.substr(5, 2)));
    ASSERT_EQ(number.sequence(), static_cast<std::uint32_t>(std::stoul(text.substr(7, 6))));
    ASSERT_EQ(number.registrar().code(), text.substr(13));
  }
}

TEST(UniqueNumberProperty, SeparatorsCaseAndWidthChangeNothing) {
  Random random(3);
  for (int i = 0; i < 100'000; ++i) {
    const std::string number = random_number(random);
    const std::string text = typed(random, number);
    const auto read = UniqueNumber::parse(text);
    ASSERT_TRUE(read) << text;
    ASSERT_EQ(read->text(), number) << text;
    ASSERT_TRUE(UniqueNumber::possible(text)) << text;
  }
}

TEST(UniqueNumberProperty, OneByteChangedIsReadByTheGrammarOrReported) {
  Random random(4);
  for (int i = 0; i < 300'000; ++i) {
    std::string text = random_number(random);
    const std::size_t place = pick<std::size_t>(random, 0, 17);
    const char byte = static_cast<char>(pick(random, 0, 127));
    if (byte >= 'a' && byte <= 'z') continue;  // understood as a capital
    text[place] = byte;
    const auto read = UniqueNumber::parse(text);
    ASSERT_EQ(read.has_value(), well_formed(text)) << text;
    if (!read && read.error().code == Errc::bad_character) {
      ASSERT_EQ(read.error().at, place);
    }
  }
}

TEST(UniqueNumberProperty, EveryByteInEveryPlace) {
  for (std::size_t place = 0; place < 18; ++place)
    for (int byte = 0; byte < 256; ++byte) {
      std::string text = "1110318016982G1104";
      text[place] = static_cast<char>(byte);
      if (byte >= 'a' && byte <= 'z') continue;
      ASSERT_EQ(UniqueNumber::parse(text).has_value(), well_formed(text)) << place << ' ' << byte;
      judge_anything(text, {});
      if (HasFatalFailure()) return;
    }
}

TEST(UniqueNumberProperty, IssuedNumbersAreBeyondReproach) {
  Random random(5);
  constexpr std::array<std::string_view, 8> codes{"111", "059", "062", "02A", "02B", "971", "974", "095"};
  for (int i = 0; i < 100'000; ++i) {
    const Date deposit = Date::from_days(pick(random, "2000-11-08"_date.days(), "2098-12-31"_date.days()));
    const Territory departement = Territory::parse(codes[pick<std::size_t>(random, 0, codes.size() - 1)]).value();
    const std::string counter = {'G', capital_or_digit(random), capital_or_digit(random), '0', '4'};
    NumberSequence series(pick<std::uint32_t>(random, 0, NumberSequence::largest - 1));
    const std::uint32_t last = series.last();
    const auto number = UniqueNumber::generate(registration_territory(departement, deposit), deposit,
                                               RegistrarCode::parse(counter).value(), series);
    ASSERT_TRUE(number);
    ASSERT_EQ(series.last(), last + 1);
    ASSERT_EQ(number->sequence(), last + 1);
    ASSERT_TRUE(UniqueNumber::check(number->text(), {deposit, deposit, NumberOrigin::issued}).empty());
  }
}

TEST(UniqueNumberProperty, RandomBytesNeverUpset) {
  Random random(6);
  const NumberContext context{"2014-09-30"_date, "2013-10-01"_date, NumberOrigin::issued};
  for (int i = 0; i < 300'000; ++i) {
    std::string text(pick<std::size_t>(random, 0, 40), '\0');
    for (char& c : text) c = static_cast<char>(pick(random, 0, 255));
    judge_anything(text, context);
    if (HasFatalFailure()) return;
  }
}

TEST(UniqueNumberProperty, DamagedNumbersNeverUpset) {
  Random random(7);
  const NumberContext context{"2014-09-30"_date, "2013-10-01"_date, NumberOrigin::received};
  for (int i = 0; i < 300'000; ++i) {
    std::string text = typed(random, random_number(random));
    for (int damage = pick(random, 0, 3); damage > 0; --damage) {
      const std::size_t place = pick<std::size_t>(random, 0, text.size());
      if (place < text.size() && pick(random, 0, 1) == 0)
        text.erase(place, 1);
      else
        text.insert(place, 1, static_cast<char>(pick(random, 0, 255)));
    }
    judge_anything(text, context);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace sne
