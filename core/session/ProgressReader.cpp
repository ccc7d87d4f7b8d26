// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/Progress.h"
#include "core/session/ProgressMarks.h"

#include <QFile>
#include <QString>

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk {
namespace {

/// Takes the lines one after the other and knows under which heading it stands.
class ProgressBuilder
{
public:
    explicit ProgressBuilder(std::vector<std::string_view> lines)
        : m_lines(std::move(lines))
    {
    }

    ProgressFile build()
    {
        for (m_at = 0; m_at < m_lines.size(); ++m_at)
            take(m_lines[m_at]);
        return std::move(m_file);
    }

private:
    void take(std::string_view line)
    {
        if (!m_fence.empty()) {
            // Quoted as it is: an example of a list is not a list.
            addUnplaced(line);
            if (progress::closesFence(line, m_fence))
                m_fence = {};
        } else if (const auto fence = progress::fenceOf(line); !fence.empty()) {
            m_fence = fence;
            addUnplaced(line);
        } else if (line.empty() || progress::isRule(line)) {
            return;
        } else if (const auto heading = progress::headingText(line)) {
            beginSection(*heading);
        } else if (auto item = progress::itemFrom(line, number())) {
            takeItem(std::move(*item), line);
        } else if (standsInABox()) {
            beginSection(line);
        } else if (m_isAmongBlockers && !line.starts_with('|')) {
            takeBlocker(progress::withoutBullet(line));
        } else if (auto key = progress::keyFrom(line, number())) {
            takeKey(std::move(*key));
        } else {
            addUnplaced(line);
        }
    }

    /// A title between two rules, as in a banner. A bullet or a row of a table between two rules is no title:
    /// as one it would vanish.
    [[nodiscard]] bool standsInABox() const
    {
        constexpr std::size_t longestTitle = 120;
        return m_at > 0 && m_at + 1 < m_lines.size() && m_lines[m_at].size() <= longestTitle
            && progress::withoutBullet(m_lines[m_at]).size() == m_lines[m_at].size()
            && !m_lines[m_at].starts_with('|') && progress::isRule(m_lines[m_at - 1])
            && progress::isRule(m_lines[m_at + 1]);
    }

    void beginSection(std::string_view heading)
    {
        m_heading = progress::sectionFrom(heading, number());
        m_isOpen = false;
        m_isAmongBlockers = progress::isAboutBlockers(*m_heading.title);
    }

    void takeItem(progress::ItemMark item, std::string_view line)
    {
        if (!item.isReadable) {
            addUnplaced(line);
            return;
        }
        if (m_isAmongBlockers && !item.task.isDone)
            takeBlocker(item.task.text);
        if (!m_isOpen)
            m_file.sections.push_back(m_heading);
        m_isOpen = true;
        m_file.sections.back().tasks.push_back(std::move(item.task));
    }

    void takeKey(ProgressKey key)
    {
        if (progress::isAboutBlockers(key.key))
            takeBlocker(key.value);
        m_file.keys.push_back(std::move(key));
    }

    void takeBlocker(std::string_view text)
    {
        if (!progress::saysNone(text))
            m_file.blockers.emplace_back(text);
    }

    void addUnplaced(std::string_view line)
    {
        if (!line.empty())
            m_file.unplaced.push_back({number(), std::string(line)});
    }

    [[nodiscard]] int number() const { return int(m_at) + 1; }

    std::vector<std::string_view> m_lines; // trimmed
    std::size_t m_at = 0;
    ProgressFile m_file;
    ProgressSection m_heading; // a section only once it holds an item
    bool m_isOpen = false;
    bool m_isAmongBlockers = false;
    std::string_view m_fence; // the marks that opened the block that is being quoted
};

int urgencyOf(const ProgressSection& section)
{
    return section.priority ? section.priority->at(1) - '0' : 10;
}

} // namespace

int ProgressSection::doneCount() const
{
    return int(
        std::count_if(tasks.begin(), tasks.end(), [](const ProgressTask& task) { return task.isDone; }));
}

int ProgressFile::taskCount() const
{
    int count = 0;
    for (const ProgressSection& section : sections)
        count += int(section.tasks.size());
    return count;
}

int ProgressFile::doneCount() const
{
    int count = 0;
    for (const ProgressSection& section : sections)
        count += section.doneCount();
    return count;
}

std::optional<ProgressNext> ProgressFile::next() const
{
    const ProgressSection* urgent = nullptr;
    for (const ProgressSection& section : sections) {
        if (section.openCount() > 0 && (!urgent || urgencyOf(section) < urgencyOf(*urgent)))
            urgent = &section;
    }
    if (!urgent)
        return {};
    const auto task = std::find_if(urgent->tasks.begin(), urgent->tasks.end(),
                                   [](const ProgressTask& one) { return !one.isDone; });
    return ProgressNext {urgent, &*task};
}

ProgressFile readProgress(std::string_view text)
{
    constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";
    if (text.starts_with(byteOrderMark))
        text.remove_prefix(byteOrderMark.size());
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        // Line ends of every system; the old one of a lone carriage return too.
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        lines.push_back(progress::trimmed(text.substr(0, end)));
        const bool isPair = text.substr(end).starts_with("\r\n");
        text.remove_prefix(std::min(end + (isPair ? 2 : 1), text.size()));
    }
    return ProgressBuilder(std::move(lines)).build();
}

Result<ProgressFile> readProgressFile(const std::string& path)
{
    constexpr qint64 largestFile = 4 * 1024 * 1024;
    QFile file(QString::fromStdString(path));
    if (!file.exists())
        return fail("progress.missing",
                    fmt::format("There is no progress file {}; nothing is known about its tasks.", path));
    if (!file.open(QIODevice::ReadOnly))
        return fail(
            "progress.unreadable",
            fmt::format("The progress file {} cannot be read ({}).", path, file.errorString().toStdString()));
    const QByteArray content = file.read(largestFile + 1);
    if (content.size() > largestFile)
        return fail("progress.too_large",
                    fmt::format("The progress file {} has more than {} bytes; it should be a list of tasks.",
                                path, largestFile));
    if (file.error() != QFileDevice::NoError)
        return fail(
            "progress.unreadable",
            fmt::format("The progress file {} cannot be read ({}).", path, file.errorString().toStdString()));
    // Bytes that are no UTF-8 are replaced and stay visible.
    const QByteArray text = QString::fromUtf8(content).toUtf8();
    return readProgress(std::string_view(text.constData(), std::size_t(text.size())));
}

} // namespace strikedesk
