using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Generators;

/// <summary>A text that is no valid name, and what reading it must say.</summary>
/// <param name="Text">The text, well-formed or not.</param>
/// <param name="Status">The rule that it breaks first.</param>
/// <param name="Position">The first UTF-16 unit that breaks a rule, or the text's length.</param>
public sealed record InvalidName(string Text, NameStatus Status, int Position)
{
    private static readonly (string Fault, NameStatus Status)[] Faults =
    [
        .. " \t\0\u001F#%/:<>?@[]^|\u007F".Select(character => (character.ToString(), NameStatus.ForbiddenCharacter)),
        ("\\", NameStatus.BadEscape), ("\\1", NameStatus.BadEscape), ("\\12", NameStatus.BadEscape),
        ("\\256", NameStatus.BadEscape), ("\\999", NameStatus.BadEscape), ("\\00.", NameStatus.BadEscape),
        ("\\1a1", NameStatus.BadEscape), ("\\\n", NameStatus.BadEscape), ("\\é", NameStatus.BadEscape),
        ("\uD800", NameStatus.IllFormedText), ("\uDC00x", NameStatus.IllFormedText), ("\uD83D.", NameStatus.IllFormedText),
    ];

    /// <summary>Texts that break one rule, behind a part that breaks none.</summary>
    public static Gen<InvalidName> Generator { get; } = Gen.Frequency(
        (1, Gen.Constant(new InvalidName("", NameStatus.Empty, 0))),
        (6, Behind(Gen.Elements(Faults))),
        (2, EmptyLabel),
        (2, LabelTooLong),
        (2, NameTooLong));

    private static Gen<InvalidName> EmptyLabel =>
        from start in Start
        from rest in Gen.Elements("", "com", "a.b.")
        let text = $"{start}.{rest}"
        select new InvalidName(text == "." ? ".." : text, NameStatus.EmptyLabel, start.Length);

    private static Gen<InvalidName> LabelTooLong =>
        from start in Start
        from length in Gen.Choose(NameLabels.MaxLabelOctets + 1, 300)
        select new InvalidName(start + new string('l', length), NameStatus.LabelTooLong, start.Length + NameLabels.MaxLabelOctets);

    // 126 labels of one octet take 252 of 254 octets; one of two octets more does not fit. It is noticed at its end.
    private static Gen<InvalidName> NameTooLong =>
        from label in Gen.Elements("aa", "abc")
        from rest in Gen.Elements("", ".", ".com")
        let start = string.Concat(Enumerable.Repeat("x.", 126))
        select new InvalidName(start + label + rest, NameStatus.NameTooLong, start.Length + label.Length);

    // Nothing, or some labels and a dot.
    private static Gen<string> Start =>
        SpelledName.GeneratorFor(Gen.Elements(default, DomainName.Parse("a"), DomainName.Parse("www.example.com"), DomainName.Parse("x\\000y.\\.")))
            .Select(spelled => spelled.Name.IsRoot ? "" : $"{spelled.Name}.");

    private static Gen<InvalidName> Behind(Gen<(string Fault, NameStatus Status)> faults) =>
        from start in Start
        from inLabel in Gen.Elements("", "ab", "A-1")
        from fault in faults
        select new InvalidName(start + inLabel + fault.Fault, fault.Status, start.Length + inLabel.Length);
}
