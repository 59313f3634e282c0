#include "procurement/settlement/invoice_number.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <stdexcept>

namespace wutong::procurement {

std::string invoice_number_key(std::string_view number) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(error);
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(number.data(), static_cast<std::int32_t>(number.size())));
  const icu::UnicodeString folded =
      U_SUCCESS(error) ? folding->normalize(text, error) : icu::UnicodeString();
  if (U_FAILURE(error)) throw std::runtime_error("ICU cannot fold an invoice number");
  icu::UnicodeString key;
  for (std::int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1)) {
    const UChar32 character = folded.char32At(at);
    if (!u_isUWhiteSpace(character)) key.append(character);
  }
  std::string utf8;
  return key.toUTF8String(utf8);
}

}  // namespace wutong::procurement
