/* Ends with 0 when libical finds a calendar free of errors and of broken restrictions (RFC 5545, 5546). */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (!file) return 2;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = calloc(size + 1, 1);
    if (fread(text, 1, size, file) != (size_t)size) return 2;
    icalcomponent *calendar = icalparser_parse_string(text);
    if (!calendar) return 2;
    int is_good = icalrestriction_check(calendar) && icalcomponent_count_errors(calendar) == 0;
    puts(icalcomponent_as_ical_string(calendar));
    return is_good ? 0 : 1;
}
