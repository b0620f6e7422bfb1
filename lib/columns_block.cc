#include "columns_block.hpp"

namespace sne {

KernelPath widest_path() noexcept {
#if defined(__GNUC__) && defined(__x86_64__)
  const bool wide = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
  return wide ? KernelPath::wide : KernelPath::portable;
#else
  return KernelPath::portable;
#endif
}

namespace columns {

namespace {

/// Eight bits as eight bytes, the lowest bit first in memory.
constexpr auto eight_bytes_of = [] {
  std::array<std::array<std::uint8_t, 8>, 256> made{};
  for (unsigned bits = 0; bits < 256; ++bits) {
    for (unsigned i = 0; i < 8; ++i) made[bits][i] = static_cast<std::uint8_t>(bits >> i & 1U);
  }
  return made;
}();

}  // namespace

void spread(Validity valid, std::size_t rows, Block<std::uint8_t>& given) noexcept {
  if (valid.all()) {
    std::fill_n(given.begin(), rows, std::uint8_t{1});
    return;
  }
  const std::uint8_t* bits = valid.bits() + valid.offset() / 8;
  const unsigned shift = valid.offset() % 8;
  std::size_t row = 0;
  // Eight rows lie in two bytes, or in one: the byte after the last row may not exist.
  for (; row + 8 <= rows; row += 8, ++bits) {
    const unsigned both = shift == 0 ? bits[0] : bits[0] | static_cast<unsigned>(bits[1]) << 8;
    std::memcpy(&given[row], eight_bytes_of[both >> shift & 0xFFU].data(), 8);
  }
  for (; row < rows; ++row) given[row] = static_cast<std::uint8_t>(valid[row]);
}

void gather(Validity valid, std::size_t rows, Words& given) noexcept {
  if (valid.all()) {
    given.fill(~std::uint64_t{0});
    return;
  }
  given.fill(0);
  const std::uint8_t* bits = valid.bits() + valid.offset() / 8;
  const unsigned shift = valid.offset() % 8;
  std::size_t row = 0;
  for (; row + 8 <= rows; row += 8, ++bits) {
    const unsigned both = shift == 0 ? bits[0] : bits[0] | static_cast<unsigned>(bits[1]) << 8;
    given[row / 64] |= std::uint64_t{both >> shift & 0xFFU} << row % 64;
  }
  for (; row < rows; ++row) given[row / 64] |= std::uint64_t{valid[row]} << row % 64;
}

}  // namespace columns

}  // namespace sne
