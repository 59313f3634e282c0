#include "procurement/app/backup/sealing_key_file.h"

#include "procurement/app/backup/unfinished_backup.h"
#include "procurement/identity/sealing_key.h"
#include "procurement/refusal/refusal.h"

namespace wutong::app {

using procurement::Refusal;
using procurement::Refused;
namespace fs = std::filesystem;

fs::path sealing_key_path(const fs::path& data_folder) {
  return data_folder / "sealing.key";
}

std::string fingerprint_of_key(const fs::path& file) {
  if (!fs::exists(file)) return {};  // reading would make one
  return procurement::SealingKey::of_file(file).fingerprint("wutong backup");
}

void require_sealing_key(const SealingKeyChoice& choice, const Manifest& manifest,
                         const fs::path& backup) {
  const auto require_same = [&](const fs::path& key) {
    if (fingerprint_of_key(key) == manifest.sealing_key_fingerprint) return;
    throw Refused(Refusal::sealing_key_wrong, {key.string(), backup.string()});
  };
  if (!choice.given.empty()) require_same(choice.given);
  if (choice.do_without || (choice.given.empty() && manifest.sealed_secrets == 0)) return;
  if (fs::exists(choice.in_place)) require_same(choice.in_place);
  const bool has_key = !choice.given.empty() || fs::exists(choice.in_place);
  if (has_key) return;
  throw Refused(Refusal::sealing_key_needed,
                {backup.string(), std::to_string(manifest.sealed_secrets)});
}

void put_sealing_key(const SealingKeyChoice& choice) {
  if (choice.given.empty() || fs::exists(choice.in_place)) return;
  if (fs::create_directories(choice.in_place.parent_path())) {
    fs::permissions(choice.in_place.parent_path(), fs::perms::owner_all);
  }
  fs::path fresh = choice.in_place;
  fresh += ".partial";
  fs::remove(fresh);
  fs::copy_file(choice.given, fresh);
  fs::permissions(fresh, fs::perms::owner_read | fs::perms::owner_write);
  write_to_disk(fresh);
  fs::rename(fresh, choice.in_place);
  write_to_disk(choice.in_place.parent_path());
}

}  // namespace wutong::app
