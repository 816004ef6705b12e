using System.Diagnostics.CodeAnalysis;
using DomainBlock.Format;
using DomainBlock.Generators;
using DomainBlock.Tests.Format;

namespace DomainBlock.Tests.Hostile;

/// <summary>Opens a file as <see cref="Blocklist"/> does. Tests put readers with planted faults in its place.</summary>
internal delegate Blocklist FileReader(ReadOnlyMemory<byte> file, BlocklistOpenOptions options);

/// <summary>
/// Lays mutants between unreadable pages and makes every call that a file can be asked. A call may refuse the file or
/// give any answer within the file's own limits; it may not throw anything else, allocate more than the file allows, or
/// go on for ever. Reading outside the file ends the process, so a trial belongs into one of its own.
/// </summary>
internal sealed class MutantTrial(FileReader read, Action<string, BlocklistFileException?> report) : IDisposable
{
    /// <summary>
    /// What an exception with its message and stack takes, and the measuring: a collection counts the unused rest of an
    /// allocation buffer (8 kB) as allocated.
    /// </summary>
    private const int AllocationBesideFile = 1 << 15;

    /// <summary>
    /// A known breach of the promise (nothing beyond twice the file): lists and metadata are strings and objects from
    /// opening on, and a text of no octets takes 4 bytes in the file. See <see cref="TextAllocationTests"/>.
    /// </summary>
    private const int ExcessPerByteOfText = 16;

    /// <summary>
    /// One step of a listing makes many names where a hostile file gives them no rules: none larger than a name, together
    /// no more than some multiple of the bits that stand for them.
    /// </summary>
    private const int NamesPerByteOfFile = 32;

    private const int RulesAskedFor = 20;

    /// <summary>The reference tries every rule on every name.</summary>
    private const int MaxRulesForReference = 150;

    private static readonly BlocklistOpenOptions[] Options = [default, new() { DeferChecksums = true }];

    private static readonly string[] Invalid = ["a..b", ".a", new('a', 64), @"a\25", "a b\u0000", "\uD800.com", string.Join('.', Enumerable.Repeat("abcdefg", 40))];

    private static readonly byte[][] InvalidWire = [[], [64], [1], [0xC0], [3, 1, 2], [0xC0, 0], [63, 0, 0]];

    private readonly GuardedMemory _memory = new(Mutator.MaxLength);
    private long _bound;

    /// <summary>What the promise allows a file of so many bytes to allocate.</summary>
    public static long AllocationBound(int fileLength) => (2L * fileLength) + AllocationBesideFile;

    public void Dispose() => ((IDisposable)_memory).Dispose();

    /// <exception cref="TrialFailedException">A call did what it may not.</exception>
    public void Run(Mutant mutant)
    {
        _bound = AllocationBound(mutant.Bytes.Length) + (ExcessPerByteOfText * TextBytes(mutant.Bytes));
        bool endFirst = mutant.Seed % 2 == 0;
        MatchResult[]? first = Exercise(mutant, Lay(mutant, endFirst), Options[0]);
        MatchResult[]? second = Exercise(mutant, Lay(mutant, !endFirst), Options[1]);

        // What lies around the file must not matter. (Without checksums more files open, but none fewer.)
        Require(first is null || second is not null, "a file that opens with checksums does not open without");
        Require(first is null || first.AsSpan().SequenceEqual(second), "the same file answers otherwise in another place");
    }

    private static long TextBytes(byte[] file) =>
        new EditedImage(file).ReadSections().Where(section => section.Id is Sections.Lists or Sections.Metadata).Sum(section => (long)section.Content.Length);

    private ReadOnlyMemory<byte> Lay(Mutant mutant, bool atEnd) => atEnd ? _memory.AtEnd(mutant.Bytes) : _memory.AtStart(mutant.Bytes);

    /// <returns>The answers to all questions; null if the file was refused on opening.</returns>
    private MatchResult[]? Exercise(Mutant mutant, ReadOnlyMemory<byte> file, BlocklistOpenOptions options)
    {
        if (!Try("open", () => read(file, options), out var blocklist))
            return null;
        using (blocklist)
        {
            Try("texts", () => blocklist.Metadata.Count + blocklist.SectionSizes.Count, out _);
            MatchResult[] answers = [.. Ask(mutant, blocklist)];
            AskForRules(blocklist, answers);
            Rule[]? listed = List(blocklist, file.Length, out bool isLong);
            if (IsProven(blocklist) && !isLong)
                AgreeWithReference(mutant, blocklist, listed);
            return answers;
        }
    }

    private IEnumerable<MatchResult> Ask(Mutant mutant, Blocklist blocklist)
    {
        // Lists of a mutant may have one name, or none.
        Try("select", () => blocklist.Select([.. blocklist.Lists.Take(1).Select(list => list.Name)]), out var view);
        foreach (MatchContext context in (MatchContext[])[default, new MatchContext { View = view, Type = 1, ViaCname = true }])
        {
            foreach (Question question in mutant.Base.Questions)
            {
                yield return Ask(blocklist, NameStatus.Valid, () => blocklist.Match(question.Text, context));
                yield return Ask(blocklist, NameStatus.Valid, () => blocklist.Match(question.Utf8, context));
                yield return Ask(blocklist, NameStatus.Valid, () => blocklist.Match(new WireName(question.Wire), context));
            }
            foreach (string text in Invalid)
                yield return Ask(blocklist, null, () => blocklist.Match(text, context));
            foreach (byte[] wire in InvalidWire)
                yield return Ask(blocklist, null, () => blocklist.Match(new WireName(wire), context));
        }
    }

    private MatchResult Ask(Blocklist blocklist, NameStatus? status, Func<MatchResult> ask)
    {
        if (!Try("match", ask, out var answer))
            return default;
        Require(answer.Rule >= -1 && answer.Rule < blocklist.RuleCount, $"rule {answer.Rule} of {blocklist.RuleCount} answers");
        Require(answer.List >= -1 && answer.List < blocklist.Lists.Count, $"list {answer.List} of {blocklist.Lists.Count} answers");
        Require(answer.SuffixLabels is >= 0 and <= 127, $"{answer.SuffixLabels} labels answer");
        Require(Enum.IsDefined(answer.Verdict), $"verdict {(int)answer.Verdict}");
        Require((answer.Verdict == Verdict.None) == (answer.Rule < 0), "a verdict without a rule, or a rule without a verdict");
        Require(status is null ? answer.Status != NameStatus.Valid && answer.Rule < 0 : answer.Status == status, $"status {answer.Status}");
        return answer;
    }

    private void AskForRules(Blocklist blocklist, MatchResult[] answers)
    {
        IEnumerable<int> some = Enumerable.Range(0, Math.Min(RulesAskedFor, blocklist.RuleCount)).Append(blocklist.RuleCount - 1);
        foreach (int rule in answers.Select(answer => answer.Rule).Concat(some).Where(rule => rule >= 0).Distinct())
        {
            if (Try("rule", () => blocklist.GetRule(rule), out var found))
                Require(found.List >= 0 && found.List < blocklist.Lists.Count && Enum.IsDefined(found.Pattern), $"rule {rule} is {found}");
        }
    }

    // A record may say that its rule stands there many times, so that a short file has a long listing, which is not followed
    // beyond as many rules as the file has bits.
    private Rule[]? List(Blocklist blocklist, int fileLength, out bool isLong)
    {
        isLong = false;
        var rules = new List<Rule>();
        if (!Try("list", () => blocklist.EnumerateRules().GetEnumerator(), out var enumerator))
            return null;
        using (enumerator)
        {
            bool more;
            Func<bool> next = enumerator.MoveNext;
            while (Try("list", next, out more, besides: (long)NamesPerByteOfFile * fileLength) && more)
            {
                rules.Add(enumerator.Current);
                if (rules.Count > 8L * fileLength)
                {
                    report("list without end", null);
                    isLong = true;
                    return null;
                }
            }
            // A step that was refused has set this to false too, and is told from the end by the count.
            return rules.Count == blocklist.RuleCount ? [.. rules] : null;
        }
    }

    private bool IsProven(Blocklist blocklist)
    {
        try
        {
            blocklist.Verify();
            report("verify", null);
            return true;
        }
        catch (BlocklistFileException refusal)
        {
            report("verify", refusal);
            return false;
        }
    }

    /// <summary>Whether listed rules tell which of them wins. Without lines only the file knows it, where the profile lets lines decide between patterns, and between expressions.</summary>
    public static bool IsOrderKnown(Blocklist blocklist, Rule[] listed) =>
        listed.Any(rule => rule.Line > 0) || (blocklist.Profile != Profile.Ordered && listed.All(rule => rule.Expression is null));

    // A mutant that proves sound is another sound file.
    private static void AgreeWithReference(Mutant mutant, Blocklist blocklist, Rule[]? listed)
    {
        Require(listed is not null, "a file that verifies does not list all its rules");

        if (listed.Length > MaxRulesForReference || !IsOrderKnown(blocklist, listed))
            return;

        // Of a list of suffixes that the mutation changed, or took from nowhere, the reference knows nothing.
        bool isAnySuffix = listed.Any(rule => rule.Pattern is RulePattern.AnySuffix or RulePattern.AnySuffixExact);
        if (isAnySuffix && !EditedImage.ContentsOf(Sections.PublicSuffixes, mutant.Bytes).SequenceEqual(EditedImage.ContentsOf(Sections.PublicSuffixes, mutant.Base.Image)))
            return;
        // Nor of expressions that the mutation gave a syntax which none is generated in.
        if (listed.Any(rule => rule.Expression is { Syntax: not (ExpressionSyntax.Keyword or ExpressionSyntax.SuffixGlob or ExpressionSyntax.Re2Regex) }))
            return;
        var reference = new ReferenceMatcher(
            listed, lists: null, Enumerable.Range(0, blocklist.Lists.Count).Where(list => blocklist.Lists[list].UsesClosestEncloser), blocklist.Profile)
        {
            PublicSuffixes = mutant.Base.PublicSuffixes,
        };
        var now = new ReferenceQuestion(Type: 28, DateTimeOffset.FromUnixTimeSeconds(2));
        foreach (Question question in mutant.Base.Questions)
        {
            MatchResult answer = blocklist.Match(question.Text, now.ToContext());
            Rule? expected = reference.Match(question.Name, now).Winner;
            Rule? found = answer.Rule < 0 ? null : blocklist.GetRule(answer.Rule);
            Require(found == expected, $"a file that verifies answers {found} for {question.Text}, not {expected}");
        }
    }

    private bool Try<T>(string step, Func<T> call, [MaybeNullWhen(false)] out T result, long besides = 0)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        BlocklistFileException? refusal = null;
        try
        {
            result = call();
        }
        catch (BlocklistFileException e)
        {
            refusal = e;
            result = default;
        }
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Require(allocated <= _bound + besides, $"{step} allocates {allocated} bytes; {_bound + besides} are allowed");
        report(step, refusal);
        return refusal is null;
    }

    private static void Require([DoesNotReturnIf(false)] bool holds, string otherwise)
    {
        if (!holds)
            throw new TrialFailedException(otherwise);
    }
}
