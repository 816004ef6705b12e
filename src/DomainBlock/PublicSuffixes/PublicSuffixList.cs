using System.Security.Cryptography;
using DomainBlock.Indexing.Building;
using DomainBlock.PublicSuffixes;
using DomainBlock.Text;

namespace DomainBlock;

/// <summary>
/// The Public Suffix List: the suffixes under which strangers register names, as <c>co.uk</c> (its ICANN section) or <c>github.io</c> (its private
/// one). Immutable; all members may be used by any number of threads at once.
/// </summary>
/// <remarks>
/// Format and algorithm: https://github.com/publicsuffix/list/wiki/Format. Of the rules that a name ends with, an exception wins, else the one with
/// the most labels; a name that none matches ends with its last label (the list's own rule <c>*</c>).
/// </remarks>
public sealed class PublicSuffixList
{
    private const int MaxBytes = 16 << 20;

    private readonly Dictionary<DomainName, SuffixRules> _rules;
    private readonly HashSet<DomainName> _above = [];

    private PublicSuffixList(Dictionary<DomainName, SuffixRules> rules, string digest)
    {
        _rules = rules;
        Digest = digest;
        foreach ((DomainName name, SuffixRules mine) in rules)
        {
            // An exception is no suffix, and a wildcard's own name is above suffixes.
            if ((mine.In(withPrivate: true) & SuffixRules.Wildcard) != 0)
                _above.Add(name);
            if ((mine.In(withPrivate: true) & ~SuffixRules.Exception) == 0)
                continue;
            for (ReadOnlySpan<byte> octets = name.Octets; !octets.IsEmpty;)
            {
                octets = octets[(1 + octets[0])..];
                _above.Add(DomainName.FromCanonical(octets));
            }
        }
    }

    /// <summary>Where Debian's and Fedora's package <c>publicsuffix</c> puts the list.</summary>
    public static string SystemPath => "/usr/share/publicsuffix/public_suffix_list.dat";

    /// <summary>The SHA-256 of the list as it was read, in 64 lower-case hexadecimal digits.</summary>
    public string Digest { get; }

    /// <summary>How many names have a rule.</summary>
    public int Count => _rules.Count;

    /// <summary>Reads the list.</summary>
    /// <param name="stream">UTF-8, to its end. It is not disposed.</param>
    /// <exception cref="InvalidDataException">A line is no rule, or the list is longer than 16 MiB; the message says which line, and what is wrong.</exception>
    /// <exception cref="IOException">Reading failed.</exception>
    public static PublicSuffixList Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] bytes = ReadAll(stream);
        var rules = new Dictionary<DomainName, SuffixRules>();
        bool isPrivate = false;
        int number = 0;
        foreach (Range range in bytes.AsSpan().Split((byte)'\n'))
        {
            number++;
            ReadOnlySpan<byte> line = bytes.AsSpan(range).Trim(" \t\r"u8);
            if (line.StartsWith("//"u8))
                isPrivate = line.IndexOf("===BEGIN PRIVATE DOMAINS==="u8) >= 0 || (isPrivate && line.IndexOf("===END PRIVATE DOMAINS==="u8) < 0);
            else if (!line.IsEmpty)
                Add(rules, line, isPrivate, number);
        }
        return new PublicSuffixList(rules, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>How many of a name's labels, counted from the right, are its public suffix.</summary>
    /// <param name="name">The name.</param>
    /// <param name="withPrivate">Whether the private section counts too.</param>
    /// <returns>At least one, but 0 for the root; all of them where the name is itself a public suffix.</returns>
    public int CountSuffixLabels(DomainName name, bool withPrivate = false)
    {
        Span<int> starts = stackalloc int[NameBuffer.MaxLabels];
        int labels = 0;
        for (int place = 0; place < name.Octets.Length; place += 1 + name.Octets[place])
            starts[labels++] = place;
        int most = Math.Min(labels, 1);
        for (int length = 1; length <= labels; length++)
        {
            if (!_rules.TryGetValue(DomainName.FromCanonical(name.Octets[starts[labels - length]..]), out SuffixRules rules))
                continue;
            rules = rules.In(withPrivate);
            if ((rules & SuffixRules.Exception) != 0)
                return length - 1;
            if ((rules & SuffixRules.Wildcard) != 0 && length < labels)
                most = length + 1;
            else if ((rules & SuffixRules.Plain) != 0)
                most = Math.Max(most, length);
        }
        return most;
    }

    /// <summary>Whether strangers register names directly under this one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="withPrivate">Whether the private section counts too.</param>
    public bool IsPublicSuffix(DomainName name, bool withPrivate = false)
    {
        int labels = name.LabelCount;
        return labels > 0 && CountSuffixLabels(name, withPrivate) == labels;
    }

    /// <summary>Whether there is a public suffix, of either section, strictly below a name.</summary>
    public bool HasSuffixBelow(DomainName name) => _above.Contains(name);

    /// <summary>Writes the list as <see cref="PublicSuffixTable"/> reads it.</summary>
    /// <param name="withPrivate">Whether the private section counts too.</param>
    /// <param name="seed">What the file's suffix hashes begin with.</param>
    internal byte[] ToTable(bool withPrivate, ulong seed)
    {
        var hash = new IndexedName(seed);
        var builder = new PublicSuffixTableBuilder(withPrivate, Convert.FromHexString(Digest));
        foreach ((DomainName name, SuffixRules rules) in WithThoseAbove(withPrivate))
        {
            byte[] key = new byte[name.Octets.Length];
            ReversedKey.Write(name.Octets, key);
            hash.Read(key);
            builder.Add(hash, rules);
        }
        return builder.ToBytes();
    }

    /// <summary>The names with rules and those above them, in order: a look-up goes from a name to those below it only as long as there are any.</summary>
    private SortedDictionary<DomainName, SuffixRules> WithThoseAbove(bool withPrivate)
    {
        var names = new SortedDictionary<DomainName, SuffixRules>();
        foreach ((DomainName name, SuffixRules rules) in _rules)
        {
            SuffixRules mine = rules.In(withPrivate);
            if (mine == 0)
                continue;
            names[name] = names.GetValueOrDefault(name) | mine;
            for (ReadOnlySpan<byte> above = name.Octets[(1 + name.Octets[0])..]; !above.IsEmpty; above = above[(1 + above[0])..])
            {
                var parent = DomainName.FromCanonical(above);
                names[parent] = names.GetValueOrDefault(parent) | SuffixRules.LeadsOn;
            }
        }
        return names;
    }

    private static void Add(Dictionary<DomainName, SuffixRules> rules, ReadOnlySpan<byte> line, bool isPrivate, int number)
    {
        // A rule ends at the first white space.
        int end = line.IndexOfAny((byte)' ', (byte)'\t');
        ReadOnlySpan<byte> rule = end < 0 ? line : line[..end];
        if (rule is [(byte)'*'])
            return;
        SuffixRules kind = rule[0] == '!' ? SuffixRules.Exception : rule.StartsWith("*."u8) ? SuffixRules.Wildcard : SuffixRules.Plain;
        rule = rule[(kind switch { SuffixRules.Exception => 1, SuffixRules.Wildcard => 2, _ => 0 })..];
        if (!DomainName.TryParse(rule, out DomainName name) || name.IsRoot || rule.ContainsAny((byte)'*', (byte)'\\'))
            throw new InvalidDataException($"Line {number} of the Public Suffix List is no rule: a name, or one after \"*.\" or \"!\", is expected.");
        rules[name] = rules.GetValueOrDefault(name) | (isPrivate ? (SuffixRules)((int)kind << SuffixRulesExtensions.PrivateShift) : kind);
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var memory = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            if (memory.Length + count > MaxBytes)
                throw new InvalidDataException("The Public Suffix List has more than 16 MiB; the real one has less than one.");
            memory.Write(buffer, 0, count);
        }
        return memory.ToArray();
    }
}
