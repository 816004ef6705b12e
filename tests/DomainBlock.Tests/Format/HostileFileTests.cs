using System.Buffers.Binary;
using DomainBlock.Format;
using DomainBlock.Generators;
using DomainBlock.Tests.Hostile;

namespace DomainBlock.Tests.Format;

/// <summary>
/// Damaged and forged files between unreadable pages: opening refuses them, or every call ends, in an answer or in the
/// exception that it promises. A file that verifies answers as the reference does for the file's own rules.
/// </summary>
public sealed class HostileFileTests : IDisposable
{
    private static readonly BlocklistOpenOptions Deferred = new() { DeferChecksums = true };
    private static readonly uint[] ExtremeNumbers = [0, 1, 7, 255, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF];

    private readonly GuardedMemory _memory = new(1 << 17);
    private readonly byte[] _sample = SampleImage.Make();

    public void Dispose() => ((IDisposable)_memory).Dispose();

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        for (int length = 0; length < _sample.Length; length++)
        {
            Memory<byte> cut = _memory.AtEnd(_sample.AsSpan(0, length));
            Assert.Throws<BlocklistFileException>(() => Blocklist.Load(cut));
            Assert.Throws<BlocklistFileException>(() => Blocklist.Load(cut, Deferred));
        }
    }

    [Fact]
    public void A_file_cut_off_at_either_end_of_its_sections_does_no_harm_even_if_its_header_agrees()
    {
        for (int length = Sections.HeaderSize; length < _sample.Length; length++)
        {
            var image = new EditedImage(_sample.AsSpan(0, length));
            image.WriteLength();
            AssertHarmless(image.Seal().Bytes);
        }
    }

    [Fact]
    public void A_file_with_any_bit_flipped_is_refused_by_its_checksums()
    {
        for (int bit = 0; bit < _sample.Length * 8; bit++)
        {
            byte[] damaged = [.. _sample];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<BlocklistFileException>(() => Blocklist.Load(_memory.AtEnd(damaged)));
        }
    }

    [Fact]
    public void A_file_with_any_bit_flipped_does_no_harm_if_checksums_are_deferred_and_never_verifies()
    {
        for (int bit = 0; bit < _sample.Length * 8; bit++)
        {
            byte[] damaged = [.. _sample];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Exercise(_memory.AtEnd(damaged), Deferred), $"Bit {bit} makes no difference to Verify.");
        }
    }

    [Fact]
    public void A_file_with_any_bit_flipped_and_its_checksums_forged_does_no_harm()
    {
        for (int bit = 0; bit < _sample.Length * 8; bit++)
        {
            var image = new EditedImage(_sample);
            image.Bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertHarmless(image.Seal().Bytes);
        }
    }

    [Fact]
    public void A_file_with_an_extreme_number_anywhere_does_no_harm()
    {
        for (int offset = 0; offset + sizeof(uint) <= _sample.Length; offset += sizeof(ushort))
        {
            foreach (uint number in ExtremeNumbers)
            {
                var image = new EditedImage(_sample);
                BinaryPrimitives.WriteUInt32LittleEndian(image.Bytes.AsSpan(offset), number);
                AssertHarmless(image.Seal().Bytes);
            }
        }
    }

    /// <summary>What the file and the reference are both asked: rules that are drawn have types and validities around these.</summary>
    private static readonly ReferenceQuestion Question = new(Type: 28, DateTimeOffset.FromUnixTimeSeconds(11));

    [RuleSetProperty]
    public void A_forged_file_of_any_rules_does_no_harm(RuleSet set, int seed)
    {
        var random = new Random(seed);
        byte[] sound = set.Compile(new BlocklistBuilderOptions { KeepRedundant = seed % 2 == 0 }).Image.ToArray();
        var image = new EditedImage(sound);
        for (int edit = random.Next(1, 6); edit > 0; edit--)
        {
            int place = random.Next(Sections.HeaderSize, image.Bytes.Length);
            image.Bytes[place] = random.Next(3) == 0 ? (byte)(image.Bytes[place] + 1) : (byte)random.Next(256);
        }

        // Of a list of suffixes that is forged itself the reference knows nothing.
        byte[] forged = image.Seal().Bytes;
        bool isSameList = EditedImage.ContentsOf(Sections.PublicSuffixes, sound).SequenceEqual(EditedImage.ContentsOf(Sections.PublicSuffixes, forged));
        AssertHarmless(forged, isSameList ? set : null);
    }

    [Fact]
    public void The_sample_passes_what_these_tests_ask_of_a_sound_file()
    {
        Assert.True(Exercise(_memory.AtEnd(_sample), default));
        Assert.True(Exercise(_memory.AtStart(_sample), Deferred));
    }

    /// <param name="file">The file.</param>
    /// <param name="suffixes">Knows the public suffixes of the file; null where nobody does.</param>
    private void AssertHarmless(byte[] file, RuleSet? suffixes = null)
    {
        bool verifies = Exercise(_memory.AtEnd(file), default, suffixes);
        Assert.Equal(verifies, Exercise(_memory.AtStart(file), Deferred, suffixes));
    }

    /// <summary>Makes every call that a file can be asked.</summary>
    /// <returns>Whether the file opened and verified.</returns>
    private static bool Exercise(Memory<byte> file, BlocklistOpenOptions options, RuleSet? suffixes = null)
    {
        Blocklist blocklist;
        try
        {
            blocklist = Blocklist.Load(file, options);
        }
        catch (BlocklistFileException)
        {
            return false;
        }

        using (blocklist)
        {
            MatchResult[] answers = [.. SampleImage.Queries.Select(query => blocklist.Match(query, Question.ToContext()))];
            Assert.All(answers, answer => Assert.InRange(answer.List, -1, blocklist.Lists.Count - 1));
            var view = new MatchContext { View = blocklist.Select([.. blocklist.Lists.Take(1).Select(list => list.Name)]) };
            foreach (string query in SampleImage.Queries)
                Assert.InRange(blocklist.Match(query, view).Rule, -1, blocklist.RuleCount - 1);

            Rule[]? listed = ReadOrNull(() => blocklist.EnumerateRules().ToArray());
            for (int rule = 0; rule < Math.Min(blocklist.RuleCount, 20); rule++)
                _ = ReadOrNull(() => new[] { blocklist.GetRule(rule) });
            if (ReadOrNull(() => Verify(blocklist)) is null)
                return false;

            Assert.NotNull(listed);
            Assert.Equal(blocklist.RuleCount, listed.Length);
            AssertAgreesWithItself(blocklist, listed, answers, suffixes);
            return true;
        }
    }

    private static object[] Verify(Blocklist blocklist)
    {
        blocklist.Verify();
        return [];
    }

    private static T[]? ReadOrNull<T>(Func<T[]> read)
    {
        try
        {
            return read();
        }
        catch (BlocklistFileException)
        {
            return null;
        }
    }

    private static void AssertAgreesWithItself(Blocklist blocklist, Rule[] listed, MatchResult[] answers, RuleSet? suffixes)
    {
        if (!MutantTrial.IsOrderKnown(blocklist, listed) || suffixes is null && listed.Any(rule => rule.Pattern is RulePattern.AnySuffix or RulePattern.AnySuffixExact))
            return;
        IEnumerable<int> closest = Enumerable.Range(0, blocklist.Lists.Count).Where(list => blocklist.Lists[list].UsesClosestEncloser);
        var reference = new ReferenceMatcher(listed, lists: null, closest, blocklist.Profile)
        {
            PublicSuffixes = suffixes is null ? null : RuleSet.PublicSuffixes,
            WithPrivateSuffixes = suffixes?.WithPrivateSuffixes == true,
        };
        for (int i = 0; i < answers.Length; i++)
        {
            Rule? expected = reference.Match(DomainName.Parse(SampleImage.Queries[i]), Question).Winner;
            Assert.Equal(expected, answers[i].Rule < 0 ? null : blocklist.GetRule(answers[i].Rule));
        }
    }
}
