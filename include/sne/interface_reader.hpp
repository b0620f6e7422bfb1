#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include <sne/household_reader.hpp>

/// The XML of the interface between the systems of landlords and the national register, in tolerant reading.  (fr: interface SNE, lecture)
///
/// Every `demandeLogement` of a file makes a question, a lease being far: its stage is `inquiry`. What the file does not say stays unknown,
/// and a missing amount is never zero. Names, addresses, telephones and mails are passed over, never kept. The correspondence of elements
/// and fields: `docs/households_xml.md`.
namespace sne {

/// Reads from chunks of any size, in bounded memory: one household at most is held.
///
/// Entities are refused: `entity_refused` for any document type declaration. Other faults of the document: `empty_input`, `bad_encoding`,
/// `bad_xml`, `too_deep` beyond 32 elements, `too_large` for a tag beyond 1 MiB or a text read beyond 256 bytes, `unknown_key` without an
/// `interfaceNuu`. Faults of a household: `missing_value`, those of `Date::parse` and `Commune::parse`, `unknown_code` for a custody that
/// is neither alternate nor visiting, `too_many_persons`.
class InterfaceReader {
 public:
  static constexpr std::size_t depth_limit = 32;
  static constexpr std::size_t text_limit = 256;
  static constexpr std::size_t tag_limit = std::size_t{1} << 20;
  static constexpr std::size_t notice_limit = 100;  ///< kept for one household

  /// The commune of the caller prevails over several communes wanted, and the day of the caller over that of the file.
  InterfaceReader(const QuestionDefaults& defaults, OnHousehold on_household);
  ~InterfaceReader();
  InterfaceReader(const InterfaceReader&) = delete;
  InterfaceReader& operator=(const InterfaceReader&) = delete;

  /// Feeds the next bytes. False once the document is known to be unreadable: the rest need not be sent.
  bool feed(std::string_view bytes);
  void finish();
  [[nodiscard]] std::optional<QuestionFault> fault() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sne
