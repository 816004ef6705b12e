using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using DomainBlock.Patterns.Literals;

namespace DomainBlock.Patterns;

/// <summary>Collects patterns and writes them as one section. The same patterns, in whatever order, give the same bytes. Not thread-safe.</summary>
internal sealed class PatternSetBuilder
{
    private readonly Dictionary<(ExpressionSyntax Syntax, string Text), CompiledPattern> _patterns = [];

    /// <summary>How many different patterns there are.</summary>
    public int Count => _patterns.Count;

    /// <summary>Adds a pattern; one that is there already changes nothing.</summary>
    /// <param name="syntax">The language of the text.</param>
    /// <param name="text">The text, without slashes around a regular expression.</param>
    /// <param name="refusal">Where and why it is refused.</param>
    /// <returns>False if it is refused. Other patterns know nothing of it.</returns>
    public bool TryAdd(ExpressionSyntax syntax, string text, out PatternRefusal refusal)
    {
        refusal = default;
        if (_patterns.ContainsKey((syntax, text)))
            return true;
        if (CompiledPattern.TryCompile(syntax, text, out refusal) is not { } compiled)
            return false;
        _patterns.Add((syntax, text), compiled);
        return true;
    }

    /// <summary>Adds a pattern that is compiled; one that is there already changes nothing.</summary>
    public void Add(CompiledPattern pattern) => _patterns.TryAdd((pattern.Syntax, pattern.Text), pattern);

    /// <summary>Writes the patterns.</summary>
    /// <exception cref="BlocklistLimitException">They are too many for one section.</exception>
    public Image Build(CancellationToken cancellationToken = default)
    {
        if (_patterns.Count == 0)
            return new Image([], new Dictionary<(ExpressionSyntax, string), int>());
        CompiledPattern[] patterns =
        [
            .. _patterns.Values.OrderBy(pattern => pattern.Syntax).ThenBy(pattern => pattern.Text, StringComparer.Ordinal),
        ];
        var numbers = new Dictionary<(ExpressionSyntax, string), int>(patterns.Length);
        for (int number = 0; number < patterns.Length; number++)
            numbers.Add((patterns[number].Syntax, patterns[number].Text), number);
        cancellationToken.ThrowIfCancellationRequested();

        (byte[] directory, byte[] automata, byte[] texts) = WritePatterns(patterns);
        cancellationToken.ThrowIfCancellationRequested();
        var literals = new LiteralIndexBuilder();
        List<int> postings = IndexLiterals(patterns, literals);
        int alwaysTried = postings.Count;
        byte[] index = literals.Write(postings);
        cancellationToken.ThrowIfCancellationRequested();

        var layout = new PatternSetLayout((uint)patterns.Length, (uint)alwaysTried, (uint)postings.Count, (uint)automata.Length, (uint)texts.Length, literals.Layout);
        if (layout.Size > Array.MaxLength)
            throw new BlocklistLimitException($"{patterns.Length} globs and regular expressions take {layout.Size} bytes, which is too much for one blocklist. Compile them into several.");
        byte[] section = new byte[layout.Size];
        layout.Write(section);
        Span<byte> place = Append(Append(section.AsSpan(PatternSetLayout.HeaderSize), index), directory);
        foreach (int posting in postings)
        {
            BinaryPrimitives.WriteInt32LittleEndian(place, posting);
            place = place[PatternSetLayout.PostingSize..];
        }
        Append(Append(place, automata), texts);
        return new Image(section, numbers);
    }

    private static Span<byte> Append(Span<byte> place, byte[] part)
    {
        part.CopyTo(place);
        return place[part.Length..];
    }

    /// <summary>Patterns that come to the same automaton share it.</summary>
    private static (byte[] Directory, byte[] Automata, byte[] Texts) WritePatterns(CompiledPattern[] patterns)
    {
        byte[] directory = new byte[(patterns.Length + 1) * PatternSetLayout.DirectoryEntrySize];
        using var automata = new MemoryStream();
        using var texts = new MemoryStream();
        var starts = new Dictionary<string, long>(StringComparer.Ordinal);
        for (int number = 0; number < patterns.Length; number++)
        {
            CompiledPattern pattern = patterns[number];
            string automaton = Encoding.Latin1.GetString(pattern.Automaton);
            if (!starts.TryGetValue(automaton, out long start))
            {
                starts.Add(automaton, start = automata.Length);
                automata.Write(pattern.Automaton);
            }
            WriteEntry(number, start);
            texts.WriteByte((byte)pattern.Syntax);
            texts.Write(Encoding.ASCII.GetBytes(pattern.Text));
        }
        WriteEntry(patterns.Length, automata.Length);
        return (directory, automata.ToArray(), texts.ToArray());

        void WriteEntry(int number, long start)
        {
            Span<byte> entry = directory.AsSpan(number * PatternSetLayout.DirectoryEntrySize);
            BinaryPrimitives.WriteUInt32LittleEndian(entry, (uint)start);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], (uint)texts.Length);
        }
    }

    /// <summary>Chooses for each pattern the set of literals that names have most seldom.</summary>
    /// <returns>The patterns that have none, and so are tried always.</returns>
    private static List<int> IndexLiterals(CompiledPattern[] patterns, LiteralIndexBuilder literals)
    {
        var always = new List<int>();
        var rarity = new LiteralRarity(patterns.Select(pattern => pattern.Literals.SelectMany(set => set)));
        for (int number = 0; number < patterns.Length; number++)
        {
            IReadOnlyList<LiteralWindow>? best = null;
            int bestRarity = -1;
            foreach (IReadOnlyList<string> set in patterns[number].Literals)
            {
                if (TryChoose(set, rarity) is var (windows, bits) && bits > bestRarity)
                    (best, bestRarity) = (windows, bits);
            }
            if (best is null)
                always.Add(number);
            foreach (LiteralWindow window in best ?? [])
                literals.Add(window, number);
        }
        return always;
    }

    private static (IReadOnlyList<LiteralWindow> Windows, int Rarity)? TryChoose(IReadOnlyList<string> literals, LiteralRarity rarity)
    {
        var windows = new List<LiteralWindow>(literals.Count);
        int least = int.MaxValue;
        foreach (string literal in literals)
        {
            if (LiteralWindow.TryChoose(literal, rarity) is not var (window, bits))
                return null;
            windows.Add(window);
            least = Math.Min(least, bits);
        }
        return (windows, Math.Max(0, least - BitOperations.Log2((uint)literals.Count)));
    }

    /// <summary>What was written.</summary>
    /// <param name="Section">The section; empty where there are no patterns.</param>
    /// <param name="Numbers">The number that each pattern has in it.</param>
    internal sealed record Image(byte[] Section, IReadOnlyDictionary<(ExpressionSyntax Syntax, string Text), int> Numbers);
}
