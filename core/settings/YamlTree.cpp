// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/YamlTree.h"

#include <fmt/format.h>
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <sstream>

namespace strikedesk {
namespace {

/// Copies yaml-cpp's nodes into ours within the limits. An alias is copied each time it is used, so a
/// document that multiplies itself runs into the limit like any other large one.
class YamlCopier
{
public:
    YamlCopier(std::string_view area, const EnvironmentLookup& environment, std::vector<Fault>& faults,
               const YamlLimits& limits)
        : m_area(area)
        , m_environment(environment)
        , m_faults(faults)
        , m_limits(limits)
    {
    }

    /// False when a limit was hit; the copy is then useless.
    bool copy(const YAML::Node& from, YamlNode& to, const std::string& path, int depth)
    {
        to.line = from.Mark().line + 1;
        if (++m_nodes > m_limits.nodes || depth > m_limits.depth) {
            addFault(to.line, path, "too_large",
                     fmt::format("The document has more than {} values or is nested deeper than {}; nothing "
                                 "of the kind needs that.",
                                 m_limits.nodes, m_limits.depth));
            return false;
        }
        switch (from.Type()) {
        case YAML::NodeType::Map: return copyMap(from, to, path, depth);
        case YAML::NodeType::Sequence: return copySequence(from, to, path, depth);
        case YAML::NodeType::Scalar: copyScalar(from, to, path); return true;
        case YAML::NodeType::Null:
        case YAML::NodeType::Undefined: return true;
        }
        return true;
    }

private:
    bool copyMap(const YAML::Node& from, YamlNode& to, const std::string& path, int depth)
    {
        to.kind = YamlNode::Kind::Map;
        for (const auto& member : from) {
            const int line = member.first.Mark().line + 1;
            if (!member.first.IsScalar()) {
                addFault(line, path, "not_yaml", "A key should be a word, found a list or a map.");
                continue;
            }
            const std::string& key = member.first.Scalar();
            if (to.find(key)) {
                addFault(line, path, "duplicate_key",
                         fmt::format("The key \"{}\" stands here a second time; keep one of them.", key));
                continue;
            }
            YamlNode value;
            if (!copy(member.second, value, path.empty() ? key : path + "." + key, depth + 1))
                return false;
            if (value.line == 0)
                value.line = line;
            to.keys.push_back(key);
            to.keyLines.push_back(line);
            to.items.push_back(std::move(value));
        }
        return true;
    }

    bool copySequence(const YAML::Node& from, YamlNode& to, const std::string& path, int depth)
    {
        to.kind = YamlNode::Kind::Sequence;
        for (const YAML::Node& item : from) {
            to.items.emplace_back();
            if (!copy(item, to.items.back(), fmt::format("{}[{}]", path, to.items.size() - 1), depth + 1))
                return false;
        }
        return true;
    }

    void copyScalar(const YAML::Node& from, YamlNode& to, const std::string& path)
    {
        to.kind = YamlNode::Kind::Scalar;
        to.isQuoted = from.Tag() == "!";
        auto expanded = expandVariables(from.Scalar(), m_environment);
        to.isFaulty = !expanded;
        if (expanded)
            to.text = std::move(*expanded);
        else
            addFault(to.line, path, "variable", expanded.error().message);
    }

    void addFault(int line, const std::string& path, std::string_view code, std::string message)
    {
        m_faults.push_back({line, path, fmt::format("{}.{}", m_area, code), std::move(message)});
    }

    std::string_view m_area;
    const EnvironmentLookup& m_environment;
    std::vector<Fault>& m_faults;
    const YamlLimits& m_limits;
    std::size_t m_nodes = 0;
};

/// Notes where documents begin; what is in them is read by somebody else.
class DocumentStarts final : public YAML::EventHandler
{
public:
    void OnDocumentStart(const YAML::Mark& mark) override { m_marks.push_back(mark); }
    void OnDocumentEnd() override { }
    void OnNull(const YAML::Mark&, YAML::anchor_t) override { }
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override { }
    void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override { }
    void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                         YAML::EmitterStyle::value) override
    {
    }
    void OnSequenceEnd() override { }
    void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override
    {
    }
    void OnMapEnd() override { }

    [[nodiscard]] const std::vector<YAML::Mark>& marks() const { return m_marks; }

private:
    std::vector<YAML::Mark> m_marks;
};

/// Where the first two documents begin. Never more: of a text that begins with a comma the parser makes one
/// empty document after the other, for ever.
std::vector<YAML::Mark> firstDocuments(const std::string& text)
{
    std::istringstream stream(text);
    YAML::Parser parser(stream);
    DocumentStarts starts;
    while (starts.marks().size() < 2 && parser.HandleNextDocument(starts)) { }
    return starts.marks();
}

} // namespace

const YamlNode* YamlNode::find(std::string_view key) const
{
    const auto found = std::find(keys.begin(), keys.end(), key);
    return found == keys.end() ? nullptr : &items[std::size_t(found - keys.begin())];
}

std::optional<YamlNode> readYaml(std::string_view text, std::string_view area,
                                 const EnvironmentLookup& environment, std::vector<Fault>& faults,
                                 const YamlLimits& limits)
{
    const auto addFault = [&](int line, std::string_view code, std::string message) {
        faults.push_back({line, {}, fmt::format("{}.{}", area, code), std::move(message)});
        return std::nullopt;
    };
    if (text.size() > limits.bytes)
        return addFault(0, "too_large",
                        fmt::format("The file has more than the {} bytes that are read.", limits.bytes));
    try {
        const std::string whole(text);
        const std::vector<YAML::Mark> documents = firstDocuments(whole);
        if (documents.size() > 1 && documents[1].pos <= documents[0].pos)
            return addFault(documents[1].line + 1, "not_yaml",
                            "This is not YAML: a document cannot begin with a comma or a closing bracket.");
        if (documents.size() > 1)
            return addFault(documents[1].line + 1, "not_yaml",
                            "A second document (---) begins here; the file should hold one.");
        YamlNode root;
        if (documents.empty())
            return root;
        if (!YamlCopier(area, environment, faults, limits).copy(YAML::Load(whole), root, {}, 0))
            return {};
        return root;
    } catch (const YAML::DeepRecursion& error) {
        return addFault(error.mark.line + 1, "too_large",
                        fmt::format("The document is nested deeper than {}; nothing of the kind needs that.",
                                    limits.depth));
    } catch (const YAML::Exception& error) {
        return addFault(std::max(error.mark.line + 1, 0), "not_yaml",
                        fmt::format("This is not YAML: {}.", error.msg));
    } catch (const std::exception& error) {
        return addFault(0, "not_yaml", fmt::format("This is not YAML: {}.", error.what()));
    }
}

} // namespace strikedesk
