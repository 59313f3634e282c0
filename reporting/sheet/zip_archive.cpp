#include "reporting/sheet/zip_archive.h"

#include <zip.h>

#include <array>

namespace wutong::reporting {
namespace {

constexpr std::size_t piece_bytes = 64 * 1024;
constexpr std::int64_t most_parts = 10'000;

struct CloseArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct ClosePart {
  void operator()(zip_file_t* part) const { zip_fclose(part); }
};
using Part = std::unique_ptr<zip_file_t, ClosePart>;

std::string reason_of(int code) {
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  std::string reason = zip_error_strerror(&error);
  zip_error_fini(&error);
  return reason;
}

Part open_part(zip_t* archive, const std::string& name) {
  Part part(zip_fopen(archive, name.c_str(), 0));
  if (part) {
    return part;
  }
  const int code = zip_error_code_zip(zip_get_error(archive));
  const bool is_encrypted = code == ZIP_ER_NOPASSWD || code == ZIP_ER_WRONGPASSWD;
  throw WorkbookProblem(is_encrypted ? SheetProblem::encrypted : SheetProblem::broken,
                        name + ": " + zip_error_strerror(zip_get_error(archive)));
}

}  // namespace

struct ZipArchive::State {
  std::unique_ptr<zip_t, CloseArchive> archive;
};

ZipArchive::ZipArchive(const std::filesystem::path& file) : state_(std::make_unique<State>()) {
  int code = 0;
  state_->archive.reset(zip_open(file.c_str(), ZIP_RDONLY, &code));
  if (!state_->archive) {
    throw WorkbookProblem(SheetProblem::broken, reason_of(code));
  }
  if (zip_get_num_entries(state_->archive.get(), 0) > most_parts) {
    throw WorkbookProblem(SheetProblem::too_large, "the archive's directory");
  }
}

ZipArchive::~ZipArchive() = default;

std::vector<std::string> ZipArchive::part_names() const {
  std::vector<std::string> names;
  const zip_int64_t count = zip_get_num_entries(state_->archive.get(), 0);
  for (zip_int64_t at = 0; at < count; ++at) {
    if (const char* name = zip_get_name(state_->archive.get(), static_cast<zip_uint64_t>(at), 0)) {
      names.emplace_back(name);
    }
  }
  return names;
}

bool ZipArchive::has(const std::string& part) const {
  return zip_name_locate(state_->archive.get(), part.c_str(), 0) >= 0;
}

void ZipArchive::read(const std::string& part, std::uint64_t most_bytes,
                      const std::function<bool(std::string_view)>& take) const {
  const Part open = open_part(state_->archive.get(), part);
  std::array<char, piece_bytes> piece{};
  std::uint64_t bytes = 0;
  for (;;) {
    const zip_int64_t read = zip_fread(open.get(), piece.data(), piece.size());
    if (read < 0) {
      throw WorkbookProblem(SheetProblem::broken,
                            part + ": " + zip_error_strerror(zip_file_get_error(open.get())));
    }
    bytes += static_cast<std::uint64_t>(read);
    if (bytes > most_bytes) {
      throw WorkbookProblem(SheetProblem::too_large, part);
    }
    if (read == 0 || !take({piece.data(), static_cast<std::size_t>(read)})) {
      return;
    }
  }
}

}  // namespace wutong::reporting
