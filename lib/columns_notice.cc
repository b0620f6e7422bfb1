#include "columns_block.hpp"

namespace sne {

std::optional<LengthFault> notice_channels(const NoticeWishColumns& wishes, Date day, const LawBook& law, const NoticeChannelColumns& out) noexcept {
  const std::size_t rows = wishes.online_user.size();
  const columns::Lengths lengths = columns::Lengths(rows)
                              .same("wants_post", wishes.wants_post)
                              .same("accepts_email", wishes.accepts_email)
                              .same("email_known", wishes.email_known)
                              .same_or_empty("status", out.status)
                              .same_or_empty("post", out.post)
                              .same_or_empty("email", out.email)
                              .same_or_empty("delivery_proof", out.delivery_proof);
  if (lengths.fault()) return lengths.fault();
  std::array<NoticeChannels, 16> by_wishes{};
  for (std::size_t i = 0; i < by_wishes.size(); ++i) {
    Demand demand;
    demand.online_user = (i & 1U) != 0;
    demand.wants_post = (i & 2U) != 0;
    demand.accepts_email = (i & 4U) != 0;
    demand.email_known = (i & 8U) != 0;
    by_wishes[i] = notice_channels(demand, day, law);
  }
  for (std::size_t row = 0; row < rows; ++row) {
    const bool given = wishes.online_user.valid[row] && wishes.wants_post.valid[row] && wishes.accepts_email.valid[row] && wishes.email_known.valid[row];
    const auto bit = [row](const Column<std::uint8_t>& column, unsigned weight) { return column.values[row] != 0 ? weight : 0U; };
    const unsigned at = bit(wishes.online_user, 1) | bit(wishes.wants_post, 2) | bit(wishes.accepts_email, 4) | bit(wishes.email_known, 8);
    const NoticeChannels due = given ? by_wishes[at] : NoticeChannels{};
    columns::put(out.status, row, given ? row_read : status_of(Errc::missing_value));
    columns::put(out.post, row, static_cast<std::uint8_t>(due.post));
    columns::put(out.email, row, static_cast<std::uint8_t>(due.email));
    columns::put(out.delivery_proof, row, static_cast<std::uint8_t>(due.delivery_proof));
  }
  return std::nullopt;
}

}  // namespace sne
