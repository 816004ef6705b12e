using System.Buffers.Binary;
using System.Net;
using DomainBlock.Text;

namespace DomainBlock.Matching;

/// <summary>
/// One set of options as a compiled file holds it, read in place: what docs/format.md calls OPTN. Every number is checked before use; a set that is damaged applies to
/// nothing.
/// </summary>
internal readonly ref struct OptionSet(ReadOnlySpan<byte> bytes)
{
    public const int HeadSize = 16;
    public const byte ExceptTypesFlag = 1;
    public const byte NotViaCnameFlag = 2;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The first second in which the rule applies, after 1970; 0: it always did.</summary>
    public uint From => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[8..]);

    /// <summary>The first second in which it does not any more; 0: there is none.</summary>
    public uint Until => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[12..]);

    private byte Flags => _bytes[0];

    private int TypeCount => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[2..]);

    private int ListCount => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[4..]);

    private int NameCount => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[6..]);

    private ReadOnlySpan<byte> Types => _bytes.Slice(HeadSize, TypeCount * sizeof(ushort));

    private ReadOnlySpan<byte> Lists => _bytes.Slice(HeadSize + (TypeCount * sizeof(ushort)), ListCount * sizeof(ushort));

    private ReadOnlySpan<byte> Names => _bytes[(HeadSize + ((TypeCount + ListCount) * sizeof(ushort)))..];

    private bool IsWhole => _bytes.Length >= HeadSize
        && TypeCount <= RuleOptions.MaxItems && ListCount <= RuleOptions.MaxItems && NameCount <= RuleOptions.MaxItems
        && HeadSize + ((TypeCount + ListCount) * sizeof(ushort)) <= _bytes.Length;

    /// <summary>Whether a rule with these options applies, its pattern matching; and if not, why. The validity comes last: where it decides, everything else holds.</summary>
    /// <param name="name">The name that is asked.</param>
    /// <param name="question">What else is asked.</param>
    public RuleHindrance Judge(scoped in NameText name, scoped ref Question question)
    {
        if (!IsWhole)
            return RuleHindrance.Damaged;
        if (TypeCount > 0 && (question.Type is not { } type || Contains(Types, type) == ((Flags & ExceptTypesFlag) != 0)))
            return RuleHindrance.QueryType;
        if ((Flags & NotViaCnameFlag) != 0 && question.ViaCname)
            return RuleHindrance.ViaCname;
        if (IsCancelled(question))
            return RuleHindrance.Cancelled;
        if (NameCount > 0 && IsExempt(name))
            return RuleHindrance.Exempt;
        if (From == 0 && Until == 0)
            return RuleHindrance.None;
        if (question.Now < From)
            return RuleHindrance.NotYet;
        return Until != 0 && question.Now >= Until ? RuleHindrance.NoLonger : RuleHindrance.None;
    }

    /// <summary>The options as an object; null where the set is damaged, or no version of this library writes it.</summary>
    public RuleOptions? Decode()
    {
        if (!IsWhole || (Flags & ~(ExceptTypesFlag | NotViaCnameFlag)) != 0)
            return null;
        ReadOnlySpan<byte> rest = Names;
        var names = new List<DomainName>();
        for (int i = 0; i < NameCount; i++)
        {
            if (!TryReadName(ref rest, out DomainName name))
                return null;
            names.Add(name);
        }
        if (DecodeAnswer(rest) is not { } answer)
            return null;
        var options = new RuleOptions
        {
            QueryTypes = Numbers(Types, number => number),
            ExceptQueryTypes = (Flags & ExceptTypesFlag) != 0,
            ExemptNames = names,
            NotViaCname = (Flags & NotViaCnameFlag) != 0,
            From = From == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(From),
            Until = Until == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(Until),
            CancelledBy = Numbers(Lists, number => (int)number),
            Answer = answer,
        };
        return _bytes.SequenceEqual(OptionSets.Encode(options)) ? options : null;
    }

    private RuleAnswer? DecodeAnswer(ReadOnlySpan<byte> rest)
    {
        var kind = (RuleAnswerKind)_bytes[1];
        if (kind == RuleAnswerKind.CName)
            return TryReadName(ref rest, out DomainName target) && rest.IsEmpty ? RuleAnswer.WithTarget(target) : null;
        if (kind != RuleAnswerKind.Addresses)
        {
            return !rest.IsEmpty ? null : kind switch
            {
                RuleAnswerKind.Default => RuleAnswer.Default,
                RuleAnswerKind.NxDomain => RuleAnswer.NxDomain,
                RuleAnswerKind.NoData => RuleAnswer.NoData,
                RuleAnswerKind.Refused => RuleAnswer.Refused,
                RuleAnswerKind.Drop => RuleAnswer.Drop,
                _ => null,
            };
        }
        var addresses = new List<IPAddress>();
        for (; !rest.IsEmpty; rest = rest[(1 + rest[0])..])
        {
            if (rest[0] is not (4 or 16) || rest.Length <= rest[0] || addresses.Count == RuleAnswer.MaxAddresses)
                return null;
            addresses.Add(new IPAddress(rest.Slice(1, rest[0])));
        }
        return addresses.Count == 0 ? null : RuleAnswer.WithAddresses(addresses);
    }

    private static T[] Numbers<T>(ReadOnlySpan<byte> bytes, Func<ushort, T> convert)
    {
        var numbers = new T[bytes.Length / sizeof(ushort)];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = convert(BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * sizeof(ushort))..]));
        return numbers;
    }

    private static bool TryReadName(ref ReadOnlySpan<byte> rest, out DomainName name)
    {
        name = default;
        if (rest.IsEmpty || rest.Length <= rest[0] || rest[0] > NameBuffer.MaxOctets)
            return false;
        ReadOnlySpan<byte> key = rest.Slice(1, rest[0]);
        rest = rest[(1 + rest[0])..];
        Span<byte> octets = stackalloc byte[NameBuffer.MaxOctets];
        int place = key.Length;
        int count = key.Length;
        while (!key.IsEmpty)
        {
            int length = 1 + key[0];
            if (length > place)
                return false;
            place -= length;
            key[..length].CopyTo(octets[place..]);
            key = key[length..];
        }
        if (!DomainName.IsCanonical(octets[..count]))
            return false;
        name = DomainName.FromCanonical(octets[..count]);
        return true;
    }

    private static bool Contains(ReadOnlySpan<byte> numbers, ushort sought)
    {
        for (; !numbers.IsEmpty; numbers = numbers[sizeof(ushort)..])
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(numbers) == sought)
                return true;
        }
        return false;
    }

    private bool IsCancelled(scoped in Question question)
    {
        for (ReadOnlySpan<byte> lists = Lists; !lists.IsEmpty; lists = lists[sizeof(ushort)..])
        {
            if (question.Counts(BinaryPrimitives.ReadUInt16LittleEndian(lists)))
                return true;
        }
        return false;
    }

    private bool IsExempt(scoped in NameText name)
    {
        ReadOnlySpan<byte> rest = Names;
        for (int i = NameCount; i > 0; i--)
        {
            if (rest.IsEmpty || rest.Length <= rest[0])
                return true;
            if (IsUnder(name, rest.Slice(1, rest[0])))
                return true;
            rest = rest[(1 + rest[0])..];
        }
        return false;
    }

    /// <summary>Whether a name is another one or below it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="key">The other's labels from the right, each after its length.</param>
    private static bool IsUnder(scoped in NameText name, ReadOnlySpan<byte> key)
    {
        int end = name.Octets.Length;
        foreach (int start in name.StartsFromRight)
        {
            if (key.IsEmpty)
                return true;
            int length = key[0];
            if (length >= key.Length || !name.Octets[start..end].SequenceEqual(key.Slice(1, length)))
                return false;
            key = key[(1 + length)..];
            end = start - 1;
        }
        return key.IsEmpty;
    }
}
