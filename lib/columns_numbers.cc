#include <bit>
#include <memory>
#include <new>

#include "columns_block.hpp"

namespace sne {

namespace {

using namespace columns;

using Characters = std::array<char, detail::number_length>;

/// A number that lies as it is written. Precondition: `is_plain_number(at)`.
UniqueNumber number_at(const char* at) noexcept {
  Characters characters{};
  std::memcpy(characters.data(), at, characters.size());
  return std::bit_cast<UniqueNumber>(characters);
}

/// In the place of a row that is read apart, so that the loops need not ask.
constexpr Characters stand_in{'0', '0', '0', '0', '1', '9', '9', '0', '0', '0', '0', '0', '0', '0', '0', '0', '0', '0'};
static_assert(detail::is_plain_number(stand_in.data()));

/// Territories by their three characters, the last of which is a digit, A or B: `02A` is the 34th.
constexpr std::size_t third_characters = 12;
constexpr std::size_t territory_index(const char* at) noexcept {
  const auto digit = [](char c) { return static_cast<std::size_t>(static_cast<unsigned char>(c) - '0'); };
  const std::size_t third = at[2] < 'A' ? digit(at[2]) : static_cast<std::size_t>(at[2] - 'A') + 10;
  return (digit(at[0]) * 10 + digit(at[1])) * third_characters + third;
}
constexpr auto territory_by_index = [] {
  std::array<Territory, 100 * third_characters> made{};
  for (std::size_t i = 0; i < made.size(); ++i) {
    const std::size_t two = i / third_characters;
    const std::array<char, 3> code{static_cast<char>('0' + two / 10), static_cast<char>('0' + two % 10), "0123456789AB"[i % third_characters]};
    made[i] = Territory::parse_any({code.data(), code.size()}).value();
  }
  return made;
}();
static_assert(territory_by_index[34] == "02A"_territory);

/// Months since January of year 0; 0 for a year in doubt. March 2018 is 24,218.
constexpr std::int32_t month_of(const UniqueNumber& number) noexcept {
  const std::int32_t month = number.year2() + 2000;
  return number.year4() ? month * 12 + number.month() - 1 : 0;
}

void put_number(const NumberColumns& out, std::size_t row, const UniqueNumber& number) noexcept {
  put(out.status, row, row_read);
  put(out.at, row, std::uint8_t{0});
  put(out.number, row, number);
  put(out.territory, row, number.territory());
  put(out.month, row, month_of(number));
  put(out.sequence, row, number.sequence());
  put(out.registrar, row, number.registrar());
}

void put_fault(const NumberColumns& out, std::size_t row, Fault fault) noexcept {
  put(out.status, row, status_of(fault.code));
  put(out.at, row, static_cast<std::uint8_t>(std::min<std::uint32_t>(fault.at, 255)));
  put(out.territory, row, Territory{});
  put(out.month, row, std::int32_t{0});
  put(out.sequence, row, std::uint32_t{0});
}

/// Reads one row whatever it holds.
void read_apart(const TextColumn& texts, const NumberColumns& out, std::size_t row) noexcept {
  const Result<std::string_view> text = texts.read(row);
  if (!text) return put_fault(out, row, text.error());
  const Result<UniqueNumber> number = UniqueNumber::parse(*text);
  number ? put_number(out, row, *number) : put_fault(out, row, number.error());
}

/// What a block is read into: where each number lies as it is written, and the other rows.
struct Scratch {
  Block<const char*> plain;
  Block<std::uint8_t> given, apart;
  Block<std::uint16_t> listed;
};

template <TextLayout Layout>
SNE_INLINE void find_plain(const TextColumn* texts, std::size_t from, std::size_t rows, Scratch* scratch) noexcept {
  for (std::size_t row = 0; row < rows; ++row) {
    const Result<std::string_view> text = texts->lying<Layout>(from + row);
    const bool plain = text && text->size() == detail::number_length && detail::is_plain_number(text->data()) && scratch->given[row] != 0;
    scratch->plain[row] = plain ? text->data() : stand_in.data();
    scratch->apart[row] = plain ? 0 : 1;
  }
}

void find_plain(KernelPath path, const TextColumn& texts, std::size_t from, std::size_t rows, Scratch& scratch) noexcept {
  switch (texts.layout()) {
    case TextLayout::list: return run<find_plain<TextLayout::list>>(path, &texts, from, rows, &scratch);
    case TextLayout::offsets32: return run<find_plain<TextLayout::offsets32>>(path, &texts, from, rows, &scratch);
    case TextLayout::offsets64: return run<find_plain<TextLayout::offsets64>>(path, &texts, from, rows, &scratch);
    case TextLayout::views: return run<find_plain<TextLayout::views>>(path, &texts, from, rows, &scratch);
    case TextLayout::dictionary: return run<find_plain<TextLayout::dictionary>>(path, &texts, from, rows, &scratch);
  }
}

/// Writes one field of the plain numbers of a block.
template <class Value, class Field>
void write(std::span<Value> column, std::size_t from, std::size_t rows, const Block<const char*>& plain, Field field) noexcept {
  if (column.empty()) return;
  Value* written = column.data() + from;
  SNE_EIGHT_AT_ONCE
  for (std::size_t row = 0; row < rows; ++row) written[row] = field(plain[row]);
}

void read_rows(const TextColumn& texts, const NumberColumns& out, KernelPath path) noexcept {
  Scratch scratch;
  each_block(texts.size(), [&](std::size_t from, std::size_t rows) {
    spread(texts.valid().from(from), rows, scratch.given);
    find_plain(path, texts, from, rows, scratch);
    write(out.status, from, rows, scratch.plain, [](const char*) { return row_read; });
    write(out.at, from, rows, scratch.plain, [](const char*) { return std::uint8_t{0}; });
    write(out.territory, from, rows, scratch.plain, [](const char* at) { return territory_by_index[territory_index(at)]; });
    write(out.month, from, rows, scratch.plain, [](const char* at) { return month_of(number_at(at)); });
    write(out.sequence, from, rows, scratch.plain, [](const char* at) { return number_at(at).sequence(); });
    const std::size_t apart = list_marked(scratch.apart, rows, scratch.listed);
    // A number and a registrar are left as they are on a fault: only those read are written.
    for (std::size_t row = 0; row < rows && !out.number.empty(); ++row) {
      if (scratch.apart[row] == 0) out.number[from + row] = number_at(scratch.plain[row]);
    }
    for (std::size_t row = 0; row < rows && !out.registrar.empty(); ++row) {
      if (scratch.apart[row] == 0) out.registrar[from + row] = number_at(scratch.plain[row]).registrar();
    }
    for (std::size_t i = 0; i < apart; ++i) read_apart(texts, out, from + scratch.listed[i]);
  });
}

/// A word of a dictionary, read once: what every row that has it gets.
struct Word {
  Fault fault{};
  bool read = false;
  Characters characters{};
};

/// Reads the words of a dictionary.
void read_words(const TextColumn& words, std::span<Word> read) noexcept {
  for (std::size_t i = 0; i < read.size(); ++i) {
    const Result<std::string_view> text = words.read(i);
    const Result<UniqueNumber> number = text ? UniqueNumber::parse(*text) : Result<UniqueNumber>(text.error());
    read[i].read = number.has_value();
    if (number) read[i].characters = std::bit_cast<Characters>(*number);
    if (!number) read[i].fault = number.error();
  }
}

void put_words(const TextColumn& texts, std::span<const Word> read, const NumberColumns& out) noexcept {
  for (std::size_t row = 0; row < texts.size(); ++row) {
    const std::uint64_t index = texts.index(row);
    if (!texts.valid()[row]) {
      put_fault(out, row, {Errc::missing_value, 0});
    } else if (index >= read.size()) {
      put_fault(out, row, {Errc::bad_index, 0});
    } else {
      const Word& word = read[static_cast<std::size_t>(index)];
      word.read ? put_number(out, row, std::bit_cast<UniqueNumber>(word.characters)) : put_fault(out, row, word.fault);
    }
  }
}

}  // namespace

std::optional<LengthFault> parse_numbers(const TextColumn& texts, const NumberColumns& out, KernelPath path) noexcept {
  const Lengths lengths = Lengths(texts.size())
                              .same_or_empty("status", out.status)
                              .same_or_empty("at", out.at)
                              .same_or_empty("number", out.number)
                              .same_or_empty("territory", out.territory)
                              .same_or_empty("month", out.month)
                              .same_or_empty("sequence", out.sequence)
                              .same_or_empty("registrar", out.registrar);
  if (lengths.fault()) return lengths.fault();
  if (texts.layout() == TextLayout::dictionary && texts.words()->size() < texts.size()) {
    const std::size_t count = texts.words()->size();
    const std::unique_ptr<Word[]> words(new (std::nothrow) Word[count]);
    if (words != nullptr) {
      read_words(*texts.words(), {words.get(), count});
      put_words(texts, {words.get(), count}, out);
      return std::nullopt;
    }
  }
  read_rows(texts, out, path);
  return std::nullopt;
}

}  // namespace sne
