// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/recorded/ZipArchive.h"
#include "tests/market/ZipFixture.h"

#include <QTemporaryDir>

using namespace strikedesk;

namespace {

std::vector<std::byte> bytesIn(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray read = file.readAll();
    std::vector<std::byte> bytes;
    for (const char c : read)
        bytes.push_back(std::byte(c));
    return bytes;
}

// Overwrites a little-endian number of a central directory entry, found by its signature.
void patchDirectory(std::vector<std::byte>& bytes, std::size_t offset, std::uint32_t value)
{
    for (std::size_t at = bytes.size() - 4; at > 0; --at) {
        if (bytes[at] == std::byte {'P'} && bytes[at + 1] == std::byte {'K'} && bytes[at + 2] == std::byte {1}
            && bytes[at + 3] == std::byte {2}) {
            for (std::size_t byte = 0; byte < 4; ++byte)
                bytes[at + offset + byte] = std::byte(value >> (8 * byte));
            return;
        }
    }
}

} // namespace

class TestZipArchive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void membersAreListedAndInflated();
    void anEmptyMemberIsEmptyText();
    void aMissingFileIsMissing();
    void everyTruncationIsRefused();
    void garbageIsRefused();
    void aMemberThatLiesAboutItsSizeIsRefused();
    void aBombIsRefusedBeforeItIsInflated();
    void aDamagedMemberIsRefused();

private:
    QTemporaryDir m_folder;
    QString m_path;
};

void TestZipArchive::init()
{
    m_path = m_folder.filePath(QStringLiteral("a.zip"));
    std::string rows;
    for (int row = 0; row < 200; ++row)
        rows += std::to_string(34'200'000 + row * 60'000) + ",1,2,3,4\n";
    QVERIFY(test::writeZip(m_path, {{"one.csv", rows}, {"two.csv", "x"}}));
}

void TestZipArchive::membersAreListedAndInflated()
{
    const auto archive = ZipArchive::open(m_path.toStdString());
    QVERIFY(archive);
    QCOMPARE(archive->members().size(), std::size_t(2));
    std::string text;
    QVERIFY(archive->read(archive->members()[0], text));
    QVERIFY(text.starts_with("34200000,1,2,3,4\n"));
    QCOMPARE(text.size(), std::size_t(200 * 17));
    QVERIFY(archive->read(archive->members()[1], text));
    QCOMPARE(text, std::string("x"));
}

void TestZipArchive::anEmptyMemberIsEmptyText()
{
    QVERIFY(test::writeZip(m_path, {{"none.csv", ""}}));
    const auto archive = ZipArchive::open(m_path.toStdString());
    QVERIFY(archive);
    std::string text = "left over";
    QVERIFY(archive->read(archive->members()[0], text));
    QVERIFY(text.empty());
}

void TestZipArchive::aMissingFileIsMissing()
{
    const auto archive = ZipArchive::open(m_folder.filePath(QStringLiteral("b.zip")).toStdString());
    QVERIFY(!archive);
    QCOMPARE(archive.error().code, std::string("data.missing"));
    QVERIFY(archive.error().message.find("b.zip") != std::string::npos);
    QVERIFY(!ZipArchive::open(m_folder.path().toStdString()));
}

void TestZipArchive::everyTruncationIsRefused()
{
    const std::vector<std::byte> whole = bytesIn(m_path);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto archive
            = ZipArchive::fromBytes("cut.zip", {whole.begin(), whole.begin() + std::ptrdiff_t(size)});
        QVERIFY2(!archive, std::to_string(size).c_str());
        QCOMPARE(archive.error().code, std::string("data.broken"));
    }
}

void TestZipArchive::garbageIsRefused()
{
    const auto archive = ZipArchive::fromBytes("garbage.zip", std::vector<std::byte>(1'000, std::byte {'P'}));
    QVERIFY(!archive);
    QVERIFY(archive.error().message.find("garbage.zip") != std::string::npos);
}

void TestZipArchive::aMemberThatLiesAboutItsSizeIsRefused()
{
    QVERIFY(test::writeZip(m_path, {{"one.csv", std::string(5'000, 'a')}}));
    for (const std::uint32_t claimed : {4'999U, 5'001U, 0U}) {
        std::vector<std::byte> bytes = bytesIn(m_path);
        patchDirectory(bytes, 24, claimed);
        const auto archive = ZipArchive::fromBytes("lie.zip", bytes);
        if (!archive)
            continue; // Refused at once: the member's own header says otherwise.
        std::string text;
        const auto read = archive->read(archive->members()[0], text);
        QVERIFY(!read);
        QCOMPARE(read.error().code, std::string("data.broken"));
    }
}

void TestZipArchive::aBombIsRefusedBeforeItIsInflated()
{
    QVERIFY(test::writeZip(m_path, {{"bomb.csv", std::string(ZipArchive::memberBytesMax + 1, 'a')}}));
    const auto archive = ZipArchive::open(m_path.toStdString());
    QVERIFY(!archive);
    QCOMPARE(archive.error().code, std::string("data.broken"));
    QVERIFY(archive.error().message.find("bomb.csv") != std::string::npos);
}

void TestZipArchive::aDamagedMemberIsRefused()
{
    std::vector<std::byte> bytes = bytesIn(m_path);
    bytes[50] = bytes[50] ^ std::byte {0xff}; // Within the deflated bytes of the first member.
    const auto archive = ZipArchive::fromBytes("damaged.zip", bytes);
    QVERIFY(archive);
    std::string text;
    const auto read = archive->read(archive->members()[0], text);
    QVERIFY(!read);
    QCOMPARE(read.error().code, std::string("data.broken"));
    QVERIFY(read.error().message.find("one.csv") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestZipArchive)
#include "tst_ZipArchive.moc"
